// Starts the client: styles, the page, and in a room its session.
import './ui/font.css';
import './ui/tokens.css';
import './ui/base.css';
import './ui/parts.css';
import './room.css';
import './chat/chat.css';
import './chat/composer.css';
import './controls/places.css';
import './controls/top-bar.css';
import './state/theme.ts';
import { render } from 'preact';
import { App } from './app.tsx';
import { readRoute } from './state/route.ts';
import { startSession } from './state/session.ts';
import { allowOwnWorkersOnly } from './trusted-types.ts';
import { whenCalm } from './ui/calm.ts';

allowOwnWorkersOnly();
const route = readRoute(location.pathname);
const root = document.querySelector('#app');
if (root) render(<App route={route} />, root);
if (route.page === 'room') void startSession(route.room);
if (route.page === 'pane') void startSession(route.room, { side: route.side });
// All alphabets of the typeface.
void whenCalm().then(() => import('@fontsource-variable/inter/index.css'));
