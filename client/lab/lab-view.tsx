// The frame around an exhibit: the course on the left, the way on at the end.
import './lab.css';
import { useEffect, useRef } from 'preact/hooks';
import { CopyButton } from '../ui/copy-button.tsx';
import { Icon, Mark } from '../ui/icons.tsx';
import { ThemeButton } from '../ui/theme-button.tsx';
import { BreakfastView } from './breakfast/breakfast-view.tsx';
import { CoroutineView } from './coroutine/coroutine-view.tsx';
import { COURSE, doneOf, type Exhibit, type ExhibitId, findExhibit, nextAfter } from './course.ts';
import { RequestsView } from './requests/requests-view.tsx';
import { ServerView } from './serving/server-view.tsx';
import { forgetRuns, runsDone } from './state/progress.ts';
import { address } from './state/settings.ts';
import { stopAll } from './state/stage.ts';
import { ThreadsView } from './threads/threads-view.tsx';

export function LabView({ exhibit: id }: { exhibit: string | undefined }) {
  const exhibit = findExhibit(id);
  useEffect(() => {
    document.title = `${exhibit?.name ?? 'Nothing here'} - Lightlag lab`;
    // A page that is put aside by "back" would go on when it is shown again.
    addEventListener('pagehide', stopAll);
    return () => removeEventListener('pagehide', stopAll);
  }, [exhibit]);
  return (
    <>
      <header class="lab-header">
        <a class="home" href="/">
          <Mark />
          Lightlag
        </a>
        <span class="lab-word">The lab</span>
        <ThemeButton />
      </header>
      <Course current={exhibit} />
      <main class="exhibit">
        {exhibit ? <Shown exhibit={exhibit} /> : <h1>There is no such exhibit</h1>}
      </main>
    </>
  );
}

function Shown({ exhibit }: { exhibit: Exhibit }) {
  const next = nextAfter(exhibit);
  return (
    <>
      <div class="exhibit-head">
        <h1>{exhibit.name}</h1>
        <LinkButton />
      </div>
      <p class="lead">{exhibit.sentence}</p>
      <ExhibitView id={exhibit.id} />
      {next && (
        <a class="next" href={`/lab/${next.id}`}>
          <span class="hint">Next</span>
          {next.name}
          <Icon name="send" />
        </a>
      )}
    </>
  );
}

function ExhibitView({ id }: { id: ExhibitId }) {
  switch (id) {
    case 'breakfast':
      return <BreakfastView />;
    case 'requests':
      return <RequestsView />;
    case 'coroutine':
      return <CoroutineView />;
    case 'threads':
      return <ThreadsView />;
    case 'server':
      return <ServerView />;
    default:
      return id satisfies never;
  }
}

/** All settings are in the address. */
function LinkButton() {
  return <CopyButton label="Copy link to this" text={address.value} />;
}

function Course({ current }: { current: Exhibit | undefined }) {
  const done = runsDone.value;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    // On a phone the list is wider than the window.
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <nav class="course" aria-label="Exhibits">
      <ol ref={list}>
        {COURSE.map((exhibit) => {
          const count = doneOf(exhibit, done);
          return (
            <li key={exhibit.id}>
              <a
                href={`/lab/${exhibit.id}`}
                aria-current={exhibit === current ? 'page' : undefined}
              >
                <span class="course-name">{exhibit.name}</span>
                <span class="hint">
                  {count === exhibit.runs.length ? (
                    <>
                      <Icon name="check" /> all run
                    </>
                  ) : (
                    `${count} of ${exhibit.runs.length} run`
                  )}
                </span>
              </a>
            </li>
          );
        })}
      </ol>
      {done.length > 0 && (
        <button type="button" class="text-button" onClick={forgetRuns}>
          Begin the course anew
        </button>
      )}
    </nav>
  );
}
