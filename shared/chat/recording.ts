// Reads a recording line by line, and says of each line what is wrong with it. What is read is as good
// as a log: stamped in order, each key once, every place and way as it can be.
import * as v from 'valibot';
import { isPlace } from '../space/place-table.ts';
import { SIM_MAX, SIM_MIN } from '../time/warp.ts';
import {
  type RecordedEvent,
  type RecordingHeader,
  recordedEvent,
  recordingHeader,
} from '../wire/recording.ts';
import { foldWorld, startWorld, type World } from './world.ts';

export interface Recording {
  readonly header: RecordingHeader;
  /** In log order. */
  readonly events: readonly RecordedEvent[];
  /** After the last of them. */
  readonly world: World;
}

export interface RecordingReader {
  /** Takes the next line; what is wrong with it, as a sentence that names the line. Empty ones pass. */
  take(line: string): string | undefined;
  /** What has been read; a sentence if there was no header. */
  end(): Recording | string;
}

/** `eventsMax`: a recording with more is refused at the first one too many. */
export function createRecordingReader({ eventsMax }: { eventsMax: number }): RecordingReader {
  const events: RecordedEvent[] = [];
  const keys = new Set<string>();
  let header: RecordingHeader | undefined;
  let world: World | undefined;
  let number = 0;

  function takeHeader(json: unknown): string | undefined {
    const parsed = v.safeParse(recordingHeader, json);
    if (!parsed.success) return describe(parsed.issues);
    const { sim } = parsed.output;
    if (sim < SIM_MIN || sim > SIM_MAX) return 'sim: Expected a time from year 1600 to 2400.';
    header = parsed.output;
    world = startWorld(header);
    return undefined;
  }

  function takeEvent(json: unknown): string | undefined {
    if (events.length >= eventsMax) return `A recording holds up to ${eventsMax} events.`;
    const parsed = v.safeParse(recordedEvent, json);
    if (!parsed.success) return describe(parsed.issues);
    const event = parsed.output;
    const wrong = checkEvent(event);
    if (wrong !== undefined) return wrong;
    try {
      world = foldWorld(world as World, event.at, event.body);
    } catch (error) {
      if (error instanceof RangeError) return `body: ${error.message}.`;
      throw error;
    }
    keys.add(keyOf(event));
    events.push(event);
    return undefined;
  }

  /** What only the lines before can tell. */
  function checkEvent(event: RecordedEvent): string | undefined {
    const { origin, at, body } = event;
    const { places } = world as World;
    const before = events.at(-1)?.at ?? (header as RecordingHeader).openedAt;
    if (at < before) return `at: Expected a time from ${before}, got ${at}.`;
    if (at > (header as RecordingHeader).exportedAt) {
      return `at: Expected a time up to that of the export, got ${at}.`;
    }
    if (keys.has(keyOf(event))) return 'id: This author has an event of that id before.';
    if (isControl(body.kind) !== (origin === '')) {
      return `origin: Expected ${origin === '' ? 'a place' : 'none'} for \`${body.kind}\`.`;
    }
    if (origin !== '' && event.author === '') return 'author: Expected a member id.';
    const named = [origin, ...(body.kind === 'way' ? [body.way.from, body.way.to] : [])];
    const unknown = named.find((place) => place !== '' && !isPlace(places, place));
    return unknown === undefined ? undefined : `There is no place \`${unknown}\` up to here.`;
  }

  return {
    take(line) {
      number++;
      if (line.trim() === '') return undefined;
      let json: unknown;
      try {
        json = JSON.parse(line);
      } catch {
        return `Line ${number}: Expected one JSON value.`;
      }
      const wrong = header ? takeEvent(json) : takeHeader(json);
      return wrong === undefined ? undefined : `Line ${number}: ${wrong}`;
    },
    end() {
      if (!header || !world) return 'Line 1: Expected the header of a recording.';
      const { place } = header;
      if (place !== null && !isPlace(world.places, place)) {
        return `Line 1: place: There is no place \`${place}\` in it.`;
      }
      return { header, events, world };
    },
  };
}

const CONTROL: ReadonlySet<string> = new Set(['warp', 'place', 'way', 'settings', 'caption']);
const isControl = (kind: string): boolean => CONTROL.has(kind);

const keyOf = ({ author, id }: RecordedEvent): string => `${author} ${id}`;

/** One sentence out of the first issue: where, and what was expected. */
function describe(issues: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): string {
  const [issue] = issues;
  const path = v.getDotPath(issue);
  return path ? `${path}: ${issue.message}` : issue.message;
}
