// Priorities are loaded with the first message that has one, or, when the page is calm, for the first draft.
import { later, lazy } from '../ui/lazy.tsx';

export const PriorityMark = lazy(() =>
  import('./priority.tsx').then(({ PriorityMark }) => PriorityMark),
);
export const PriorityChoice = later(() =>
  import('./priority.tsx').then(({ PriorityChoice }) => PriorityChoice),
);
