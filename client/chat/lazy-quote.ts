// Quotes are loaded with the first answer.
import { lazy } from '../ui/lazy.tsx';

export const Quote = lazy(() => import('./quote.tsx').then(({ Quote }) => Quote));
export const ReplyLine = lazy(() => import('./quote.tsx').then(({ ReplyLine }) => ReplyLine));
