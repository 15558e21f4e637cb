// Asks the server again for what a link has lost: a resume from where the first gap begins brings it.
import { signal } from '@preact/signals';
import { ask } from '../wire.ts';
import { myPlace } from './self.ts';
import { cursor, takePage } from './view.ts';

const state = signal<'idle' | 'asked' | 'unanswered'>('idle');
export const askingAgain = state as { readonly value: 'idle' | 'asked' | 'unanswered' };

/** Fills all gaps. The ask itself may get lost, too: then it says so and can be repeated. */
export async function askAgain(): Promise<void> {
  if (state.peek() === 'asked') return;
  state.value = 'asked';
  for (;;) {
    const after = cursor() ?? null;
    const answer = await ask('chat:resume', { after });
    if (!answer.ok) {
      state.value = 'unanswered';
      return;
    }
    if (answer.value.place === myPlace.peek()) takePage(answer.value, after);
    if (!answer.value.more) break;
  }
  state.value = 'idle';
}
