// Which page to show.

import { Message } from './message.tsx';
import { RoomPage } from './room-page.tsx';
import type { Route } from './state/route.ts';
import { lazy } from './ui/lazy.tsx';

// Most people come by the link of a room: what it needs first is in the first load, nothing else.
const StartPage = lazy(() => import('./start/start-page.tsx').then(({ StartPage }) => StartPage));
const NewRoom = lazy(() => import('./start/new-room.tsx').then(({ NewRoom }) => NewRoom));
const LabPage = lazy(() => import('./lab-page.tsx').then(({ LabPage }) => LabPage));
const SideBySide = lazy(() =>
  import('./blocking/side-by-side.tsx').then(({ SideBySide }) => SideBySide),
);
const ConsolePage = lazy(() => import('./console-page.tsx').then(({ ConsolePage }) => ConsolePage));
const StagePage = lazy(() => import('./stage-page.tsx').then(({ StagePage }) => StagePage));
const PanePage = lazy(() => import('./pane-page.tsx').then(({ PanePage }) => PanePage));

export function App({ route }: { route: Route }) {
  switch (route.page) {
    case 'start':
      return <StartPage />;
    case 'new':
      return <NewRoom />;
    case 'room':
      return <RoomPage />;
    case 'lab':
      return <LabPage exhibit={route.exhibit} />;
    case 'side-by-side':
      return <SideBySide room={route.room} />;
    case 'pane':
      return <PanePage side={route.side} />;
    case 'console':
      return <ConsolePage room={route.room} />;
    case 'stage':
      return <StagePage room={route.room} />;
    case 'missing':
      return (
        <Message title="Nothing at this address">
          Rooms are at /r/ and 12 characters. Everything else starts at the start page.
        </Message>
      );
    default:
      return route satisfies never;
  }
}
