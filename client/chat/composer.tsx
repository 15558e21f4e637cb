// Where one types. Enter sends, Shift+Enter makes a line, an input method's Enter does neither.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { TEXT_MAX } from '../../shared/wire/limits.ts';
import { segment } from '../state/clock.ts';
import {
  clearDraft,
  draft,
  priority,
  recallLast,
  replyingTo,
  setDraft,
  setReplyingTo,
} from '../state/drafts.ts';
import { say } from '../state/outbox.ts';
import { resetTyping, tellTyping } from '../state/typing.ts';
import { Icon } from '../ui/icons.tsx';
import { sayNumber } from '../ui/words/number.ts';
import { PriorityChoice } from './lazy-priority.ts';
import { ReplyLine } from './lazy-quote.ts';
import { Suggestion } from './lazy-rows.ts';
import { TypingLine } from './typing-line.tsx';

/** From here on the characters that are left are counted. */
const COUNT_FROM = TEXT_MAX - 400;

export function Composer() {
  const field = useRef<HTMLTextAreaElement>(null);
  const text = draft.value;
  const isTooLong = text.length > TEXT_MAX;
  const canSend = text.trim() !== '' && !isTooLong;
  // Before the first frame: who opens a room may be typing already.
  useLayoutEffect(() => {
    // Two panes side by side would take it from each other.
    if (parent === window && matchMedia('(pointer: fine)').matches) field.current?.focus();
  }, []);
  useLayoutEffect(() => fitHeight(field.current), [text]);

  const send = () => {
    if (!canSend) return;
    say(text, replyingTo.peek(), priority.peek());
    clearDraft();
    resetTyping();
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // 229: an input method is at work, in browsers that tell it no other way.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'ArrowUp' && recallLast()) {
      event.preventDefault();
    } else if (event.key === 'Escape') {
      setDraft('');
      setReplyingTo(undefined);
    }
  };
  const onInput = (event: { currentTarget: HTMLTextAreaElement }) => {
    setDraft(event.currentTarget.value);
    if (event.currentTarget.value.trim() !== '') tellTyping();
  };
  return (
    <div class="composer">
      <TypingLine />
      <Suggestion onPick={say} />
      {replyingTo.value && <ReplyLine />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <textarea
          id="composer"
          ref={field}
          rows={1}
          aria-label="Message"
          aria-describedby="composer-hint"
          placeholder="Message to everyone"
          enterkeyhint="send"
          value={text}
          onInput={onInput}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="button is-main" disabled={!canSend}>
          Send
          <Icon name="send" />
        </button>
      </form>
      {text !== '' && <PriorityChoice />}
      <p class="hint" id="composer-hint">
        {text.length >= COUNT_FROM ? (
          <span class={isTooLong ? 'is-over' : ''}>
            {isTooLong
              ? `${text.length - TEXT_MAX} characters too many; a message holds ${sayNumber(TEXT_MAX)}`
              : `${TEXT_MAX - text.length} characters left`}
          </span>
        ) : segment.value.warp === 0 ? (
          'The clock is paused: a message leaves, but its light stands still until the clock runs.'
        ) : (
          'Enter sends, Shift+Enter makes a line'
        )}
      </p>
    </div>
  );
}

/** For browsers without `field-sizing`. */
function fitHeight(field: HTMLTextAreaElement | null): void {
  if (!field || CSS.supports('field-sizing', 'content')) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}
