// What has been said: it comes right behind the box in which one says something, while the server answers.
import { later } from '../ui/lazy.tsx';

const FIRST = 0;
const load = () => import('./rows.tsx');

export const Rows = later(() => load().then(({ Rows }) => Rows), FIRST);
export const AfterRows = later(() => load().then(({ AfterRows }) => AfterRows), FIRST);
export const Suggestion = later(
  () => import('./suggestion.tsx').then(({ Suggestion }) => Suggestion),
  FIRST,
);
