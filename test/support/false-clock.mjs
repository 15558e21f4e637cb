// Loaded before the program: a wall clock that is wrong from the start by FALSE_CLOCK_MS, and jumps by the
// next of FALSE_CLOCK_JUMPS (ms, a list with commas) at each SIGUSR2. Time that has passed is not touched.
const jumps = (process.env.FALSE_CLOCK_JUMPS ?? '').split(',').map(Number);
let wrongMs = Number(process.env.FALSE_CLOCK_MS ?? 0);

const TrueDate = Date;
const timeOrigin = performance.timeOrigin + wrongMs;
Object.defineProperty(performance, 'timeOrigin', { get: () => timeOrigin });
globalThis.Date = class extends TrueDate {
  constructor(...given) {
    super(...(given.length === 0 ? [TrueDate.now() + wrongMs] : given));
  }
  static now() {
    return TrueDate.now() + wrongMs;
  }
};
process.on('SIGUSR2', () => {
  wrongMs += jumps.shift() ?? 0;
});
