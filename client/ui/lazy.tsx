// A component that is loaded when it is first shown, so that the first page stays small.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { whenCalm } from './calm.ts';
import { Refusal } from './marks.tsx';

/** For what a page can be used without: it comes when the page is calm, the lowest rank first. */
export const later = <Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  rank?: number,
) => lazy(() => whenCalm(rank).then(load));

/** `load` answers with the component; nothing is shown until then. One that does not come is said so. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | undefined;
  return function Lazy(props: Props) {
    const [why, setWhy] = useState<string | undefined>(undefined);
    const [, setReady] = useState(loaded !== undefined);
    useEffect(() => {
      // Another place of the page may have loaded it since this one was drawn.
      if (loaded) return setReady(true);
      load().then(
        (component) => {
          loaded = component;
          setReady(true);
        },
        () => setWhy('This part of the page has not come. What you wrote is kept.'),
      );
    }, []);
    // A browser may remember that a file did not come, and after an update it is there no more: the page
    // is loaded anew, but only while there is a server to load it from.
    const again = () =>
      fetch('/healthz').then(
        () => location.reload(),
        () => setWhy('The server cannot be reached. Try again in a moment.'),
      );
    const Component = loaded;
    if (Component) return <Component {...props} />;
    if (why === undefined) return null;
    return (
      <div>
        <Refusal why={why} />
        <button type="button" class="button" onClick={() => void again()}>
          Try again
        </button>
      </div>
    );
  };
}
