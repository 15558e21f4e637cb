// Rooms over HTTP: the cards of the start page, a new room, whether a room can be joined.
import { json, Router } from 'express';
import * as v from 'valibot';
import type { LightTimes } from '../../shared/space/light-time.ts';
import { simMs } from '../../shared/time/frames.ts';
import { type CreatedRoom, newRoom, type RoomSummary } from '../../shared/wire/http.ts';
import { refuse } from '../../shared/wire/refusal.ts';
import { roomId } from '../../shared/wire/scalars.ts';
import type { EventLog } from '../chat/log/event-log.ts';
import { createScenarioRoom, describeScenario, SCENARIOS } from '../chat/scenarios.ts';
import { sendRefusal } from './reply.ts';

export function roomRoutes({ log, lightTimes }: { log: EventLog; lightTimes: LightTimes }): Router {
  const routes = Router();

  routes.get('/api/scenarios', (_request, response) => {
    const at = simMs(log.now());
    const scenarios = SCENARIOS.map((scenario) => describeScenario(scenario, { lightTimes, at }));
    response.set('Cache-Control', 'no-store').json({ scenarios });
  });

  routes.post('/api/rooms', json({ limit: '4kb' }), async (request, response) => {
    const body = v.safeParse(newRoom, request.body);
    if (!body.success) {
      sendRefusal(response, refuse('invalid', body.issues[0].message));
      return;
    }
    const scenario = SCENARIOS.find(({ id }) => id === body.output.scenario);
    if (!scenario) {
      sendRefusal(response, refuse('unknown', `There is no scenario \`${body.output.scenario}\`.`));
      return;
    }
    const created = await createScenarioRoom(log, {
      scenario,
      title: body.output.title,
      lightTimes,
    });
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
