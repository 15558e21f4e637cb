// `/j/CODE`: into a listed room by its short code. A short code can be guessed, so guessing is slow.
import { Router } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { findByCode, type JoinCodesShell } from '../chat/join-codes.ts';
import type { AddressOf } from '../guard/address.ts';

/** Wrong codes a minute, from one address (a class behind one router mistypes) and from all of them. */
const WRONG_PER_ADDRESS = 60;
const WRONG_IN_ALL = 600;

export function joinRoutes(shell: JoinCodesShell & { readonly addressOf: AddressOf }): Router {
  const perAddress = new RateLimiterMemory({ points: WRONG_PER_ADDRESS, duration: 60 });
  const inAll = new RateLimiterMemory({ points: WRONG_IN_ALL, duration: 60 });
  const routes = Router();
  routes.get('/j/:code', async (request, response, next) => {
    const code = request.params.code.toUpperCase();
    const address = shell.addressOf(request);
    try {
      // One each is taken before it is looked up, and given back for a right code.
      await Promise.all([perAddress.consume(address), inAll.consume('all')]);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.ceil(error.msBeforeNext / 1000);
      response.set('Retry-After', `${seconds}`);
      response.status(429).type('text').send(`Too many wrong codes. Try again in ${seconds} s.`);
      return;
    }
    const room = await findByCode(shell, code);
    if (room === undefined) {
      next();
      return;
    }
    await Promise.all([perAddress.reward(address), inAll.reward('all')]);
    response.set('Cache-Control', 'no-store').redirect(302, `/r/${room}`);
  });
  return routes;
}
