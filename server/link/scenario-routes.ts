// The scenario of the server's link over HTTP: one at a time.
import type { Response, Router } from 'express';
import { assertScenario, lengthMs, type Scenario } from '../../shared/link/scenario.ts';
import type { LinkLayer } from './layer.ts';
import { playScenario, type ScenarioPlayer } from './scenario-player.ts';

/** GET, PUT (plays it), DELETE (stops it) `/scenario`; POST `/scenario/pause`, `/scenario/resume`. */
export function mountScenario(router: Router, layer: LinkLayer): void {
  let playing: { scenario: Scenario; player: ScenarioPlayer } | undefined;

  const show = (response: Response): void => {
    if (playing === undefined) {
      response.json({ state: 'none' });
      return;
    }
    const { scenario, player } = playing;
    const { state, positionMs } = player;
    response.json({ state, positionMs, lengthMs: lengthMs(scenario), scenario });
  };

  router
    .route('/scenario')
    .get((_request, response) => show(response))
    .put((request, response) => {
      const scenario: unknown = request.body;
      assertScenario(scenario);
      playing?.player.stop();
      const player = playScenario({ scenario, target: layer.server, clock: layer.clock });
      playing = { scenario, player };
      show(response);
    })
    .delete((_request, response) => {
      playing?.player.stop();
      playing = undefined;
      show(response);
    });
  router.post('/scenario/pause', (_request, response) => {
    playing?.player.pause();
    show(response);
  });
  router.post('/scenario/resume', (_request, response) => {
    playing?.player.resume();
    show(response);
  });
}
