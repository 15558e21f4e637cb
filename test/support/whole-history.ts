// Brings the whole history of a room into the page, by its own button.
import type { Page } from 'playwright';

export async function loadAll(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Show what came before' });
  while ((await button.count()) > 0) {
    // The list may fetch by itself when its top comes near; then the button is gone already.
    await page.evaluate(() => {
      const found = [...document.querySelectorAll<HTMLElement>('.history button')];
      for (const one of found) one.click();
    });
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    await page.waitForFunction(
      () => !document.querySelector('.history')?.textContent?.includes('Fetching'),
    );
  }
}
