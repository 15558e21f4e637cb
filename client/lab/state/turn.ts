// Giving the thread back for a moment: to other tasks, to the page.

/** Resolves with the next turn of the browser's event loop; sooner than a timer would. */
export function othersTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
