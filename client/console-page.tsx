// The host's console: who is there and how they fare, and everything that a host decides. Only here do
// its parts meet the controls of a room.
import './ui/panel.css';
import './console/console.css';
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { MemberActions } from './console/member-actions.tsx';
import { MemberCards } from './console/member-cards.tsx';
import { MemberTable } from './console/member-table.tsx';
import { RoomRules } from './console/room-rules.tsx';
import { TargetActions } from './console/target-actions.tsx';
import { OthersLink } from './controls/others-link.tsx';
import { SimClock } from './controls/sim-clock.tsx';
import { WarpControl } from './controls/warp-control.tsx';
import { Message } from './message.tsx';
import { borrowLease } from './state/borrowed.ts';
import { consoleRefusal, hearRows, lastDone, rowOf, rows, target, watch } from './state/console.ts';
import { goOn } from './state/go-on.ts';
import { room as entered, isHost } from './state/self.ts';
import { session, startSession } from './state/session.ts';
import { changeSettings } from './state/steering.ts';
import { Mark } from './ui/icons.tsx';
import { layout } from './ui/layout.ts';
import { Refusal } from './ui/marks.tsx';
import { ThemeButton } from './ui/theme-button.tsx';
import { hear } from './wire.ts';

const isLinkOpen = signal(false);

export function ConsolePage({ room }: { room: string }) {
  useEffect(() => {
    hearRows();
    hear('room:next', ({ room: next }) => goOn(next));
    void borrowLease(room).then((lease) => startSession(room, { lease, isDeaf: true }));
  }, [room]);
  const now = session.value;
  const isIn = now.phase === 'inside';
  useEffect(() => {
    // Each connection watches anew.
    if (isIn && isHost.value) void watch();
  }, [now, isHost.value]);
  if (now.phase === 'entering') return null;
  if (!isIn) return <Message title="There is no console here">{whyNot(now)}</Message>;
  if (!isHost.value) {
    return (
      <Message title="The console is for hosts">
        You are in this room, but not as a host. Open the host link in this browser, or let a host
        name you one.
      </Message>
    );
  }
  return <Console />;
}

function Console() {
  const id = entered.value?.id ?? '';
  const people = rows.value.filter(({ station }) => !station);
  return (
    <div class="console">
      <header class="console-head">
        <a class="home" href={`/r/${id}`}>
          <Mark />
          {entered.value?.title}
        </a>
        <h1>Console</h1>
        <SimClock />
        <WarpControl />
        <a
          class="button"
          href={`/r/${id}/stage`}
          target="_blank"
          rel="noopener"
          onClick={() => void changeSettings({ listed: true })}
        >
          Stage
        </a>
        <ThemeButton />
      </header>
      <main>
        <section class="console-people" aria-labelledby="people-title">
          {layout.value !== 'wide' && (
            <a class="hint" href="#rules">
              To the rules, the next run, stations
            </a>
          )}
          <h2 id="people-title">
            {people.length === 1 ? 'One person' : `${people.length} people`}, as they are now
          </h2>
          <TargetActions
            onLink={() => {
              isLinkOpen.value = true;
            }}
          />
          <MemberActions />
          <div aria-live="polite" class="console-said">
            {lastDone.value && !consoleRefusal.value && <p class="hint">{lastDone.value}</p>}
          </div>
          <Refusal why={consoleRefusal.value} />
          {layout.value === 'narrow' ? <MemberCards /> : <MemberTable />}
        </section>
        <RoomRules />
      </main>
      {isLinkOpen.value && (
        <OthersLink
          whose={target.value}
          name={rowOf(target.value)?.name}
          onClose={() => {
            isLinkOpen.value = false;
          }}
        />
      )}
    </div>
  );
}

function whyNot(now: typeof session.value): string {
  switch (now.phase) {
    case 'refused':
    case 'stranger':
      return now.detail;
    case 'recording':
      return 'This room is a recording: there is nobody to lead.';
    default:
      return 'There is no room at this address.';
  }
}
