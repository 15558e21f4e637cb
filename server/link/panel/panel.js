// The panel of the link layer. Shows what the server says, twice a second, and sends what is turned.
// Everything from outside is set as text.

const POLL_MS = 500;
/** Bins of the histogram end here, ms; as DELAY_BOUNDS_MS of the layer, the last one is open. */
const BOUNDS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 60000];

/** [name, label, unit, largest on the slider, largest, step, factor from the parameter]. */
const KNOBS = [
  ['delayMs', 'Delay', 'ms', 2000, 60000, 1, 1],
  ['jitterMs', 'Jitter, \u00b1', 'ms', 500, 60000, 1, 1],
  ['loss', 'Loss', '%', 50, 100, 0.1, 100],
  ['rateBps', 'Rate, 0: any', 'kbit/s', 20000, 1e9, 1, 0.001],
];
const MORE_KNOBS = [
  ['duplicate', 'Duplicate', '%', 50, 100, 0.1, 100],
  ['reorder', 'Reorder', '%', 50, 100, 0.1, 100],
  ['reorderGap', 'Reorder gap', 'packets', 20, 1000000, 1, 1],
  ['lossEvery', 'Loss, every', 'th', 100, 1000000, 1, 1],
  ['lossCorrelation', 'Loss follows', '%', 100, 100, 1, 100],
  ['delayCorrelation', 'Jitter follows', '%', 100, 100, 1, 100],
  ['slotMs', 'Slot', 'ms', 1000, 60000, 1, 1],
  ['limit', 'Limit', 'packets', 5000, 1000000, 1, 1],
];
const STORY = {
  loop: true,
  steps: [
    { atMs: 0, preset: '3g' },
    { atMs: 20000, outageMs: 5000 },
    { atMs: 30000, ramp: { delayMs: [100, 2000] }, overMs: 30000 },
  ],
};

const byId = (id) => document.getElementById(id);
const target = byId('target');
/** What the server said last. */
let latest = { namespaces: {}, sockets: [], server: { link: {} } };

async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(method === 'GET'
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) }),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(answer.error ?? `The server answered ${response.status}.`);
  return answer;
}

function complain(error) {
  byId('problem').hidden = error === undefined;
  byId('problem').textContent = error === undefined ? '' : `Not changed: ${error.message}`;
}

/** Sends a change, and says what became of it. */
async function change(method, path, body) {
  try {
    await ask(method, path, body);
    complain();
    await refresh();
    showKnobs();
  } catch (error) {
    complain(error);
  }
}

function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

function targetPath() {
  const [kind, ...rest] = target.value.split(' ');
  return kind === 'server' ? 'links/server' : `links/${kind}/${encodeURIComponent(rest.join(' '))}`;
}

/** What is in force for the chosen target. */
function chosenLink() {
  const [kind, ...rest] = target.value.split(' ');
  const id = rest.join(' ');
  if (kind === 'sockets') return latest.sockets.find(({ socketId }) => socketId === id)?.link;
  return (kind === 'namespaces' ? latest.namespaces[id] : latest.server)?.link;
}

function buildKnob(direction, [name, label, unit, soft, max, step, factor]) {
  const title = `${label} ${direction}, ${unit}`;
  const shared = { min: 0, step, name: `${direction}.${name}` };
  const slider = element('input', { type: 'range', ...shared, max: soft, ariaLabel: title });
  const number = element('input', {
    type: 'number',
    ...shared,
    max,
    ariaLabel: `${title}, as a number`,
  });
  const send = (value) => {
    slider.value = number.value = value;
    void change('PATCH', targetPath(), { [direction]: { [name]: Number(value) / factor } });
  };
  slider.addEventListener('input', () => {
    number.value = slider.value;
  });
  slider.addEventListener('change', () => send(slider.value));
  number.addEventListener('change', () => send(number.value));
  const knob = element('div', { className: 'knob' });
  const unitOf = element('span', { className: 'quiet', textContent: unit });
  knob.append(element('span', { textContent: label }), slider, number, unitOf);
  knob.show = (link) => {
    if (document.activeElement === slider || document.activeElement === number) return;
    const value = Math.round(link[direction][name] * factor * 1000) / 1000;
    slider.value = number.value = String(value);
  };
  return knob;
}

const knobs = [];

function buildDirections() {
  for (const [direction, title] of [
    ['up', 'Up, client to server'],
    ['down', 'Down, server to client'],
  ]) {
    const build = (knob) => {
      const built = buildKnob(direction, knob);
      knobs.push(built);
      return built;
    };
    const more = element('details', {}, element('summary', { textContent: 'More' }));
    more.append(...MORE_KNOBS.map(build));
    const set = element('fieldset', {}, element('legend', { textContent: title }));
    set.append(...KNOBS.map(build), more);
    byId('directions').append(set);
  }
}

function showKnobs() {
  const link = chosenLink();
  if (!link) return;
  for (const knob of knobs) knob.show(link);
  byId('mode').value = link.mode;
}

function showTargets() {
  const options = [
    ['server', 'everybody'],
    ...Object.keys(latest.namespaces).map((name) => [`namespaces ${name}`, `namespace ${name}`]),
    ...latest.sockets
      .filter(({ socketId }) => socketId)
      .map(({ socketId, number }) => [`sockets ${socketId}`, `socket ${number} (${socketId})`]),
  ];
  const wanted = options.map(([value]) => value).join('\n');
  if (target.dataset.shown === wanted) return;
  const { value } = target;
  target.dataset.shown = wanted;
  target.replaceChildren(
    ...options.map(([id, textContent]) => element('option', { value: id, textContent })),
  );
  if (options.some(([id]) => id === value)) target.value = value;
  else showKnobs();
}

const SVG = 'http://www.w3.org/2000/svg';

/** Bars of the measured delays, and the same in words. */
function histogram({ counts, count, sumMs }) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'bars');
  svg.setAttribute('viewBox', `0 0 ${counts.length * 12} 28`);
  svg.setAttribute('role', 'img');
  const largest = Math.max(1, ...counts);
  const words = counts.flatMap((number, bin) =>
    number === 0 ? [] : [`${number} ${bin < BOUNDS.length ? `up to ${BOUNDS[bin]} ms` : 'longer'}`],
  );
  const label =
    count === 0
      ? 'nothing measured yet'
      : `mean ${Math.round(sumMs / count)} ms; ${words.join(', ')}`;
  svg.setAttribute('aria-label', label);
  const title = document.createElementNS(SVG, 'title');
  title.textContent = label;
  svg.append(title);
  const base = document.createElementNS(SVG, 'line');
  for (const [name, value] of Object.entries({
    x1: 0,
    x2: counts.length * 12,
    y1: 27.5,
    y2: 27.5,
  })) {
    base.setAttribute(name, String(value));
  }
  svg.append(base);
  for (const [bin, number] of counts.entries()) {
    if (number === 0) continue;
    const height = Math.max(2, (number / largest) * 26);
    const bar = document.createElementNS(SVG, 'rect');
    for (const [name, value] of Object.entries({
      x: bin * 12 + 1,
      y: 27 - height,
      width: 10,
      height,
    })) {
      bar.setAttribute(name, String(value));
    }
    svg.append(bar);
  }
  return svg;
}

function describeDelay({ delayMs, jitterMs }) {
  return jitterMs > 0 ? `${delayMs} \u00b1 ${jitterMs} ms` : `${delayMs} ms`;
}

function socketRow(status, direction) {
  const { socketId, number, namespace, link } = status;
  const counts = status[direction];
  const dropped = Object.values(counts.dropped).reduce((sum, count) => sum + count, 0);
  const cell = (textContent, className = '') => element('td', { textContent, className });
  const row = element('tr');
  const act = (verb, textContent) => {
    const button = element('button', { type: 'button', textContent });
    button.disabled = counts.inFlight === 0 || !socketId;
    button.ariaLabel = `${textContent} what is in flight ${direction} of socket ${number}`;
    button.dataset.key = `${verb} ${socketId} ${direction}`;
    const path = `links/sockets/${encodeURIComponent(socketId)}/${verb}`;
    button.addEventListener('click', () => void change('POST', path, { direction }));
    return button;
  };
  const who = direction === 'up' ? `${number}  ${socketId ?? 'has left'}  ${namespace}` : '';
  row.append(
    cell(who),
    cell(direction),
    cell(describeDelay(link[direction]), 'number'),
    cell(String(counts.inFlight), counts.inFlight > 0 ? 'number flying' : 'number'),
    cell(String(counts.delivered), 'number'),
    cell(String(dropped), 'number'),
    element('td', {}, histogram(counts.delays)),
    element('td', {}, act('deliver-now', 'Deliver now'), act('drop', 'Drop')),
  );
  row.cells[5].title = Object.entries(counts.dropped)
    .map(([reason, count]) => `${reason} ${count}`)
    .join(', ');
  return row;
}

function showSockets() {
  const focused = document.activeElement?.dataset?.key;
  byId('sockets').replaceChildren(
    ...latest.sockets.flatMap((status) => [socketRow(status, 'up'), socketRow(status, 'down')]),
  );
  // The rows are new: whoever was on a button still is.
  if (focused)
    byId('sockets')
      .querySelector(`[data-key="${CSS.escape(focused)}"]`)
      ?.focus();
  byId('empty').hidden = latest.sockets.length > 0;
  const flying = latest.totals.up.inFlight + latest.totals.down.inFlight;
  const people = latest.sockets.length === 1 ? '1 socket' : `${latest.sockets.length} sockets`;
  byId('summary').textContent = `${people}, ${flying} packets in flight. Seed ${latest.seed}`;
}

async function refresh() {
  latest = await ask('GET', 'links');
  showTargets();
  showSockets();
  const { state, positionMs, lengthMs } = await ask('GET', 'scenario');
  byId('story-state').textContent =
    state === 'none'
      ? 'None is playing.'
      : `${state}, ${Math.round(positionMs / 1000)} of ${Math.round(lengthMs / 1000)} s`;
}

async function poll() {
  try {
    await refresh();
  } catch {
    byId('summary').textContent = 'The server does not answer. Trying again.';
  }
  setTimeout(poll, POLL_MS);
}

async function begin() {
  buildDirections();
  byId('story').value = JSON.stringify(STORY, null, 2);
  await poll();
  const { presets } = await ask('GET', 'presets');
  byId('preset').append(
    element('option', { value: '', textContent: 'choose one' }),
    ...presets.map(({ id, name, up, source }) =>
      element('option', { value: id, textContent: `${name}: ${describeDelay(up)}`, title: source }),
    ),
  );
  showKnobs();
  target.addEventListener('change', showKnobs);
  byId('preset').addEventListener('change', ({ target: select }) => {
    const preset = presets.find(({ id }) => id === select.value);
    if (preset) void change('PATCH', targetPath(), { up: preset.up, down: preset.down });
  });
  byId('mode').addEventListener('change', ({ target: select }) => {
    void change('PATCH', targetPath(), { mode: select.value });
  });
  byId('inherit').addEventListener('click', () => void change('DELETE', targetPath()));
  byId('reset').addEventListener('click', () => void change('POST', 'links/reset'));
  byId('story-play').addEventListener('click', () => {
    try {
      void change('PUT', 'scenario', JSON.parse(byId('story').value));
    } catch (error) {
      complain(error);
    }
  });
  byId('story-pause').addEventListener('click', () => void change('POST', 'scenario/pause'));
  byId('story-resume').addEventListener('click', () => void change('POST', 'scenario/resume'));
  byId('story-stop').addEventListener('click', () => void change('DELETE', 'scenario'));
}

void begin();
