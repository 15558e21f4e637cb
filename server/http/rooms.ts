// Rooms over HTTP: the cards of the start page, a new room, whether a room can be joined.
import { json, Router } from 'express';
import * as v from 'valibot';
import { readScenario } from '../../shared/chat/scenario-reader.ts';
import type { LightTimes } from '../../shared/space/light-time.ts';
import { simMs } from '../../shared/time/frames.ts';
import { type CreatedRoom, newRoom, type RoomSummary } from '../../shared/wire/http.ts';
import { SCENARIO_BYTES_MAX } from '../../shared/wire/limits.ts';
import { done, type Outcome, refuse } from '../../shared/wire/refusal.ts';
import { roomId } from '../../shared/wire/scalars.ts';
import { SCENARIOS } from '../chat/built-in.ts';
import type { EventLog } from '../chat/log/event-log.ts';
import { createScenarioRoom, describeScenario, type Scenario } from '../chat/scenarios.ts';
import { sendRefusal } from './reply.ts';

export function roomRoutes({ log, lightTimes }: { log: EventLog; lightTimes: LightTimes }): Router {
  const routes = Router();

  routes.get('/api/scenarios', (_request, response) => {
    const at = simMs(log.now());
    const scenarios = SCENARIOS.map((scenario) => describeScenario(scenario, { lightTimes, at }));
    response.set('Cache-Control', 'no-store').json({ scenarios });
  });

  routes.get('/api/scenarios/:id', (request, response) => {
    const found = SCENARIOS.find(({ id }) => id === request.params.id);
    if (found) response.type('json').send(found.text);
    else sendRefusal(response, refuse('unknown', 'There is no such scenario.'));
  });

  const parse = json({ limit: 2 * SCENARIO_BYTES_MAX });

  // What a room of it would be: nothing is made.
  routes.post('/api/scenarios', parse, (request, response) => {
    const found = scenarioIn(request.body);
    if (!found.ok) return sendRefusal(response, found);
    const { scenario } = found.value;
    response.json(describeScenario(scenario, { lightTimes, at: simMs(log.now()) }));
  });

  routes.post('/api/rooms', parse, async (request, response) => {
    const found = scenarioIn(request.body);
    if (!found.ok) return sendRefusal(response, found);
    const created = await createScenarioRoom(log, { ...found.value, lightTimes });
    response.status(201).json(created satisfies CreatedRoom);
  });

  routes.get('/api/rooms/:room', async (request, response) => {
    const id = v.safeParse(roomId, request.params.room);
    const record = id.success ? await log.findRoom(id.output) : undefined;
    if (!record) {
      sendRefusal(response, refuse('unknown', 'There is no such room, or not any more.'));
      return;
    }
    const summary: RoomSummary = {
      room: record.id,
      title: record.title,
      isRecording: record.recording !== undefined,
    };
    response.set('Cache-Control', 'no-store').json(summary);
  });

  return routes;
}

interface Asked {
  readonly scenario: Scenario;
  readonly title: string | undefined;
}

function scenarioIn(body: unknown): Outcome<Asked> {
  const parsed = v.safeParse(newRoom, body);
  if (!parsed.success) return refuse('invalid', parsed.issues[0].message);
  const found = findScenario(parsed.output);
  return found.ok ? done({ scenario: found.value, title: parsed.output.title }) : found;
}

function findScenario({ scenario, file }: v.InferOutput<typeof newRoom>): Outcome<Scenario> {
  if (file !== undefined) {
    if (file.length > SCENARIO_BYTES_MAX) {
      return refuse('invalid', `A scenario holds up to ${SCENARIO_BYTES_MAX} characters.`);
    }
    const read = readScenario(file);
    return typeof read === 'string' ? refuse('invalid', read) : done({ id: 'own', file: read });
  }
  const found = SCENARIOS.find(({ id }) => id === scenario);
  return found ? done(found) : refuse('unknown', `There is no scenario \`${scenario}\`.`);
}
