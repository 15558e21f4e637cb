// Priorities are loaded with the first draft or the first message that has one.
import { lazy } from '../ui/lazy.tsx';

export const PriorityMark = lazy(() =>
  import('./priority.tsx').then(({ PriorityMark }) => PriorityMark),
);
export const PriorityChoice = lazy(() =>
  import('./priority.tsx').then(({ PriorityChoice }) => PriorityChoice),
);
