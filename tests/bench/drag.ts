import type { Browser, Page } from "@playwright/test";
import { measure, percentile, type Tell } from "./measure";
import type { BenchPractice } from "./practice";

const DRAG_MS = 2000;

/** Frames while a session is dragged across the dense clinic's week of 500 and its day of ten columns with 16 each, by a real pointer: 16.7 ms are 60 a second. */
export async function benchDrag(browser: Browser, practice: BenchPractice, { tell }: { tell: Tell }) {
  const { address, cookies, dense } = practice;
  const [name = "", value = ""] = cookies.scheduler.split("=");
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  // A cookie of this name is taken for https alone, and sent to loopback all the same.
  await context.addCookies([{ name, value, url: address.replace("http:", "https:"), secure: true }]);
  const page = await context.newPage();
  for (const view of ["week", "day"] as const) {
    const date = view === "week" ? dense.monday : dense.fullDay;
    await page.goto(`${address}/calendar/${view}?clinic=${dense.clinicId}&date=${date}`);
    await page.waitForLoadState("networkidle", { timeout: 5000 }).catch(() => {});
    const blocks = await page.locator(".blk").count();
    const frames = await framesWhileDragging(page);
    tell(measure(`drag.${view}.sessions`, blocks, "sessions"));
    tell(measure(`drag.${view}.frame.p95.ms`, percentile(frames, 0.95), "ms"));
    tell(measure(`drag.${view}.frame.p50.ms`, percentile(frames, 0.5), "ms"));
  }
  await context.close();
}

async function framesWhileDragging(page: Page): Promise<number[]> {
  const block = page.locator(".blk.booked[data-v]").first();
  await block.scrollIntoViewIfNeeded();
  const box = await block.boundingBox();
  if (!box) throw new Error("no session can be dragged here");
  const from = { x: box.x + box.width / 2, y: box.y + box.height / 3 };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  // What follows the pointer is loaded when it goes down, and its free places are there once they are drawn.
  const targets = page.locator(".drag-target");
  const patience = Date.now() + 20_000;
  for (let nudge = 0; (await targets.count()) === 0; nudge += 1) {
    if (Date.now() > patience) throw new Error("no free place was drawn");
    await page.mouse.move(from.x + 12 + (nudge % 2), from.y + 12);
  }
  // As text: the bench's own compiler would leave a helper in a function that the page does not have.
  await page.evaluate(`{
    let last = performance.now();
    window.frames60 = [];
    const next = (now) => { window.frames60.push(now - last); last = now; requestAnimationFrame(next); };
    requestAnimationFrame(next);
  }`);
  const until = Date.now() + DRAG_MS;
  for (let step = 0; Date.now() < until; step++) {
    const angle = step / 20;
    await page.mouse.move(700 + 420 * Math.cos(angle), 480 + 260 * Math.sin(angle));
  }
  const frames = await page.evaluate<number[]>("window.frames60");
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return frames.slice(2);
}
