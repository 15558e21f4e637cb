// This page as one half of "side by side", in a frame: what the page around it may ask of it. Only our
// own pages can be around it (frame-ancestors 'self'), and only the direct parent is heard.
import { linkInForceMs, setDelayBoth } from './link.ts';
import { setReceiveMode, setSendMode } from './modes.ts';
import { isGateOpen, say } from './outbox.ts';
import type { Side } from './route.ts';

/** From the page to a pane. */
export type ToPane =
  /** Answered with a pong as soon as the pane's main thread has the turn. */
  | { readonly ask: 'ping'; readonly count: number }
  | { readonly ask: 'say'; readonly text: string }
  /** Freezes for so long, for the page's test of itself. */
  | { readonly ask: 'freeze'; readonly ms: number }
  | { readonly ask: 'delay'; readonly ms: number }
  /** The answer to a wish for a ticket. */
  | { readonly ask: 'use-ticket'; readonly ticket: string };

/** From a pane to the page. */
export type FromPane =
  | {
      readonly told: 'pong';
      readonly count: number;
      /** It is in the room and has its view: what is said goes out at once. */
      readonly isReady: boolean;
      /** Of its link, one way, as it is in force; undefined until that is confirmed. */
      readonly delayMs: number | undefined;
    }
  | { readonly told: 'wants-ticket' };

/** Starts to serve the page around this pane. */
export function servePane(side: Side): void {
  setSendMode(side === 'left' ? 'blocking' : 'non-blocking');
  setReceiveMode('non-blocking');
  addEventListener('message', ({ source, data }: MessageEvent<ToPane>) => {
    if (source === parent && parent !== window) obey(data);
  });
}

function obey(asked: ToPane): void {
  switch (asked.ask) {
    case 'ping':
      tellPage({
        told: 'pong',
        count: asked.count,
        isReady: isGateOpen(),
        delayMs: linkInForceMs(),
      });
      break;
    case 'say':
      say(asked.text);
      break;
    case 'freeze': {
      const endMs = performance.now() + asked.ms;
      while (performance.now() < endMs);
      break;
    }
    case 'delay':
      setDelayBoth(asked.ms);
      break;
    default:
      break; // Tickets are for the wire.
  }
}

function tellPage(what: FromPane): void {
  // A sandboxed pane does not know the page's origin; nothing here is a secret.
  parent.postMessage(what, '*');
}
