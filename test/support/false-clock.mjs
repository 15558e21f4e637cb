// Loaded before the program: a wall clock that is wrong from the start by FALSE_CLOCK_MS, and jumps by the
// next of FALSE_CLOCK_JUMPS (ms, a list with commas) at each SIGUSR2. FALSE_CLOCK_DRIFT: all of its clocks
// run so much too fast (0.01: 1 %), and what it waits for takes as long as ever.
const jumps = (process.env.FALSE_CLOCK_JUMPS ?? '').split(',').map(Number);
let wrongMs = Number(process.env.FALSE_CLOCK_MS ?? 0);
const drift = Number(process.env.FALSE_CLOCK_DRIFT ?? 0);

const truePassed = performance.now.bind(performance);
if (drift !== 0) performance.now = () => truePassed() * (1 + drift);
const wrong = () => wrongMs + Math.floor(truePassed() * drift);

const TrueDate = Date;
const timeOrigin = performance.timeOrigin + wrongMs;
Object.defineProperty(performance, 'timeOrigin', { get: () => timeOrigin });
globalThis.Date = class extends TrueDate {
  constructor(...given) {
    super(...(given.length === 0 ? [TrueDate.now() + wrong()] : given));
  }
  static now() {
    return TrueDate.now() + wrong();
  }
};
process.on('SIGUSR2', () => {
  wrongMs += jumps.shift() ?? 0;
});
