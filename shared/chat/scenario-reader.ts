// Reads a scenario file, and says what is wrong with it by its line.
import * as v from 'valibot';
import { presetOf } from '../link/presets.ts';
import { assertScenario } from '../link/scenario.ts';
import { isBodyId } from '../space/bodies.ts';
import { type ScenarioFile, scenarioFile } from '../wire/scenario.ts';
import { readLocatedJson } from './located-json.ts';

type Path = readonly (string | number)[];
interface Wrong {
  readonly path: Path;
  readonly what: string;
}

/** The scenario of a file's text; a sentence that names the line when it is none. */
export function readScenario(text: string): ScenarioFile | string {
  const json = readLocatedJson(text);
  if (typeof json === 'string') return json;
  const parsed = v.safeParse(scenarioFile, json.value);
  const wrong = parsed.success ? findWrong(parsed.output) : firstIssue(parsed.issues);
  if (wrong === undefined) return parsed.output as ScenarioFile;
  const where = wrong.path.join('.');
  return `Line ${json.lineOf(wrong.path)}: ${where === '' ? '' : `${where}: `}${wrong.what}.`;
}

function firstIssue([issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]]): Wrong {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  return { path, what: issue.message.replace(/\.$/, '') };
}

/** What one part alone cannot tell: places, stations, the order of things. */
function findWrong(file: ScenarioFile): Wrong | undefined {
  const { places = [], ways = [], stations = [], links = [], script = [] } = file;
  const ids = new Set(places.map(({ id }) => id));
  const isPlace = (id: string): boolean => isBodyId(id) || ids.has(id);
  const unknown = (id: string, path: Path): Wrong | undefined =>
    isPlace(id) ? undefined : { path, what: `There is no place \`${id}\`` };
  let lastAt = 0;
  return first([
    ...places.map(
      ({ id, near }, index) =>
        () =>
          isBodyId(id)
            ? { path: ['places', index, 'id'], what: `\`${id}\` is a body` }
            : isBodyId(near)
              ? undefined
              : { path: ['places', index, 'near'], what: `There is no body \`${near}\`` },
    ),
    () => unknown(file.far, ['far']),
    ...ways.map(
      ({ from, to, block }, index) =>
        () =>
          unknown(from, ['ways', index, 'from']) ??
          unknown(to, ['ways', index, 'to']) ??
          (from === to
            ? { path: ['ways', index, 'to'], what: 'Expected two places' }
            : undefined) ??
          (block && block.toSeconds <= block.fromSeconds
            ? { path: ['ways', index, 'block', 'toSeconds'], what: 'A block ends after it begins' }
            : undefined),
    ),
    ...stations.map(
      ({ place, answers, does, everySeconds }, index) =>
        () =>
          unknown(place, ['stations', index, 'place']) ??
          (does !== undefined && answers === false
            ? { path: ['stations', index, 'does'], what: 'A station that does something answers' }
            : undefined) ??
          (everySeconds !== undefined && does !== 'beacon'
            ? { path: ['stations', index, 'everySeconds'], what: 'Only a beacon speaks by itself' }
            : undefined),
    ),
    ...links.map((link, index) => () => wrongLink(link, ['links', index])),
    ...script.map((step, index) => () => {
      const path: Path = ['script', index];
      const deeds = [step.caption, step.warp, step.say].filter((deed) => deed !== undefined);
      if (deeds.length === 0) return { path, what: 'Expected a caption, a warp or a say' };
      if (step.at < lastAt) {
        return {
          path: [...path, 'at'],
          what: `Expected at least ${lastAt}, for steps are in order`,
        };
      }
      lastAt = step.at;
      const { say, caption = '' } = step;
      if (say && !stations.some(({ name }) => name === say.station)) {
        return { path: [...path, 'say'], what: `There is no station \`${say.station}\`` };
      }
      return wrongFigure(caption, isPlace, [...path, 'caption']);
    }),
  ]);
}

function first(checks: readonly (() => Wrong | undefined)[]): Wrong | undefined {
  for (const check of checks) {
    const wrong = check();
    if (wrong) return wrong;
  }
  return undefined;
}

function wrongLink(
  { preset, steps, loop = false }: NonNullable<ScenarioFile['links']>[number],
  path: Path,
): Wrong | undefined {
  if ((preset === undefined) === (steps === undefined)) {
    return { path, what: 'Expected a preset or steps' };
  }
  if (preset !== undefined && !presetOf(preset)) {
    return { path: [...path, 'preset'], what: `There is no preset \`${preset}\`` };
  }
  if (steps === undefined) return undefined;
  try {
    assertScenario({ steps, loop });
    return undefined;
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    const index = /step (\d+)/.exec(error.message)?.[1];
    const step = index === undefined ? [] : [Number(index) - 1];
    return { path: [...path, 'steps', ...step], what: error.message };
  }
}

/** `{light io earth}`: the light time when the caption is shown; `{light io earth at 0}`: at that second. */
const FIGURE = /\{([^{}]*)\}/g;
const LIGHT = /^light ([a-z0-9-]+) ([a-z0-9-]+)(?: at (\d+))?$/;

function wrongFigure(
  caption: string,
  isPlace: (id: string) => boolean,
  path: Path,
): Wrong | undefined {
  for (const [figure, inside = ''] of caption.matchAll(FIGURE)) {
    const [, from, to] = LIGHT.exec(inside) ?? [];
    if (from === undefined || to === undefined || !isPlace(from) || !isPlace(to)) {
      return {
        path,
        what: `Expected {light FROM TO} or {light FROM TO at SECONDS}, got ${figure}`,
      };
    }
  }
  return undefined;
}

/** The caption with its figures worked out. `say`: the light time at so many seconds, or now, in words. */
export const fillCaption = (
  caption: string,
  say: (from: string, to: string, atSeconds: number | undefined) => string,
): string =>
  caption.replace(FIGURE, (figure, inside: string) => {
    const [, from, to, seconds] = LIGHT.exec(inside) ?? [];
    if (from === undefined || to === undefined) return figure;
    return say(from, to, seconds === undefined ? undefined : Number(seconds));
  });
