// No early light: two worlds that differ only in what happens far away. Until its light could be here,
// every byte that reaches this place is the same in both: no text, id, count, size or order tells.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fetchAll, openWorld, plain, type World } from '../../support/two-worlds.ts';
import { FAR, NEAR, SECRET, unasked } from '../../support/world-steps.ts';

/** Real ms, all steps together: light from Io takes 9.9 s at the warp of this scenario. */
const SPAN_MS = 9000;

interface Plan {
  readonly steps: readonly { readonly near: string; readonly far: string }[];
  readonly isForbidden: boolean;
}

/** Resolves with the reasons for which something was refused here. */
async function live(world: World, { steps }: Plan, isLoud: boolean): Promise<string[]> {
  const { server, near, far, host, desk, heard, told } = world;
  const reasons: string[] = [];
  for (const [count, step] of steps.entries()) {
    // Not waited for: on a slow link of its own the answer comes later.
    if (isLoud) void FAR[step.far]?.(world, count);
    await far.get('clock:sync', {});
    const answer = await NEAR[step.near]?.(world, count);
    heard.push(JSON.stringify(answer ?? null));
    const { reason } = (answer ?? {}) as { reason?: string };
    if (reason !== undefined) reasons.push(`${step.near}: ${reason}`);
    server.clock.advance(SPAN_MS / steps.length);
    await near.get('clock:sync', {});
    await host.get('clock:sync', {});
  }
  told.push(JSON.stringify(await desk.get('console:watch', { on: true })));
  told.push(JSON.stringify(await desk.get('console:scenario', {})));
  await fetchAll(world);
  return reasons;
}

/** Both worlds, compared; what was refused in the loud one. */
async function compare(plan: Plan): Promise<{ reasons: string[]; loud: World }> {
  const [quiet, loud] = [await openWorld(plan), await openWorld(plan)];
  await live(quiet, plan, false);
  const reasons = await live(loud, plan, true);
  expect(plain(loud)).toEqual(plain(quiet));
  // The console knows who is where, without light, and says so; never what they say.
  expect(loud.told.filter((line) => line.includes(SECRET) || line.includes('far-event'))).toEqual(
    [],
  );
  await Promise.all([quiet.server.close(), loud.server.close()]);
  return { reasons, loud };
}

const plans = fc.record({
  steps: fc.array(
    fc.record({
      near: fc.constantFrom(...Object.keys(NEAR)),
      far: fc.constantFrom(...Object.keys(FAR)),
    }),
    { minLength: 4, maxLength: 8 },
  ),
  isForbidden: fc.boolean(),
});

test('[E9][D1] until its light is here, nothing that happens far away changes a byte', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      await compare(plan);
    }),
    // Bounded in time, too: a loaded machine tries fewer.
    { numRuns: 25, interruptAfterTimeLimit: 25_000 },
  );
}, 120_000);

test('[E9] every ask of the protocol is asked while everything happens far away', async () => {
  expect(unasked()).toEqual([]);
  const far = Object.keys(FAR).filter((name) => name !== 'leave');
  const steps = Object.keys(NEAR).map((near, count) => ({
    near,
    far: far[count % far.length] as string,
  }));
  const { reasons, loud } = await compare({ steps, isForbidden: true });
  // What is said in the wrong form would say nothing. (Of the receipt and of the yes, the matter is wrong.)
  expect(reasons.filter((one) => /invalid|unknown|busy|internal/.test(one))).toEqual([
    'chat:receipt: invalid',
    'tab:consent: invalid',
  ]);
  expect(reasons).toContain('room:omniscient: forbidden');
  expect(reasons.filter((one) => one.startsWith('console:'))).toHaveLength(12);
  // The console did hear of it: who is called what now.
  expect(loud.told.join()).toContain('Alias');
});

test('[E9] and when it is here, it shows: the comparison can tell', async () => {
  const [quiet, loud] = [await openWorld(), await openWorld()];
  for (const world of [quiet, loud]) {
    if (world === loud) await FAR.say?.(world, 1);
    for (let seconds = 0; seconds < 60; seconds++) {
      world.server.clock.advance(1000);
      await world.near.get('clock:sync', {});
    }
    await fetchAll(world);
  }
  const [before, after] = [plain(quiet).join('\n'), plain(loud).join('\n')];
  expect(before).not.toContain(SECRET);
  expect(after.split(SECRET).length).toBeGreaterThan(2);
});
