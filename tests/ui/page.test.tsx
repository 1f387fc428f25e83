import { renderToString } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { ChartFrame, TwinTable } from "~/ui/chart-frame";
import { Dialog } from "~/ui/dialog";
import { Menu, MenuLink } from "~/ui/menu";
import { Pager } from "~/ui/pager";
import { Shell } from "~/ui/shell";
import type { NavItem } from "~/ui/shell";
import { attribute, brokenIds, links, tags } from "./markup";

const item = (label: string, more: Partial<NavItem> = {}): NavItem => ({
  href: `/${label.toLowerCase()}`,
  label,
  icon: "plans",
  current: false,
  ...more,
});

function shell(nav: NavItem[]) {
  return (
    <Shell
      nav={nav}
      switcher={
        <Menu trigger="Riverside">
          <MenuLink href="/one">One</MenuLink>
        </Menu>
      }
      search={null}
      person={
        <Menu trigger="Anouk">
          <MenuLink href="/account">Account</MenuLink>
        </Menu>
      }
    >
      <p>body</p>
    </Shell>
  );
}

test("the shell's skip link, More and menus each open something there is, and only one", () => {
  expect(brokenIds(shell([item("Today"), item("Plans", { current: true, count: 16 })]))).toEqual([]);
});

test("the current page is marked in the rail and in the phone's bar", () => {
  const current = tags(shell([item("Today"), item("Plans", { current: true })])).filter((tag) =>
    tag.attributes.has("aria-current"),
  );
  expect(current.map((tag) => attribute(tag, "href"))).toEqual(["/plans", "/plans"]);
});

test("the phone's bar holds the items marked for it, four at the most, and the rail holds all", () => {
  const nav = "Today Calendar Plans Patients Outcomes Waitlist".split(" ").map((label) => item(label));
  const inBar = (items: NavItem[]) =>
    tags(shell(items)).flatMap((tag) =>
      attribute(tag, "class") === "bar-item" ? (attribute(tag, "href") ?? []) : [],
    );
  expect(inBar(nav)).toEqual(["/today", "/calendar", "/plans", "/patients"]);
  expect(inBar(nav.map((one) => ({ ...one, bar: one.label === "Waitlist" })))).toEqual(["/waitlist"]);
  const rail = tags(shell(nav)).filter((tag) => attribute(tag, "class") === "rail-item");
  expect(rail).toHaveLength(6);
});

test("a dialog with its own URL can be closed by a link, and stands open before JavaScript", () => {
  const all = tags(
    <Dialog title="Put on hold" closeHref="/plans/7">
      words
    </Dialog>,
  );
  expect(all[0]?.attributes.has("open")).toBe(true);
  expect(all.find((tag) => attribute(tag, "href") === "/plans/7")).toBeDefined();
});

test("a chart is never loaded on the server, where its table speaks for it", () => {
  const chart = vi.fn(() => Promise.reject(new Error("not here")));
  const html = renderToString(
    <ChartFrame
      title="Over time"
      finding="No month stands out."
      chart={chart}
      chartProps={{}}
      height={200}
      table={<TwinTable caption="By month" head={["Month", "Share"]} rows={[["Nov", 79]]} />}
    />,
  );
  expect(chart).not.toHaveBeenCalled();
  expect(/<noscript>.*79.*<\/noscript>/s.test(html)).toBe(true);
  expect(/<details.*79.*<\/details>/s.test(html)).toBe(true);
  expect(html).toContain("No month stands out.");
});

test.each([
  { page: 1, leads: ["?page=2"], words: "1 to 50 of 120 plans" },
  { page: 2, leads: ["?page=1", "?page=3"], words: "51 to 100 of 120 plans" },
  { page: 3, leads: ["?page=2"], words: "101 to 120 of 120 plans" },
])("page $page of three leads only where there are pages", ({ page, leads, words }) => {
  const pager = (
    <Pager page={page} pageSize={50} total={120} noun={["plan", "plans"]} pageHref={(to) => `?page=${to}`} />
  );
  expect(links(pager)).toEqual(leads);
  expect(renderToString(pager)).toContain(words);
});

test("one page of one needs no links and counts in the singular", () => {
  const pager = <Pager page={1} pageSize={50} total={1} noun={["plan", "plans"]} pageHref={() => "?"} />;
  expect(links(pager)).toEqual([]);
  expect(renderToString(pager)).toContain("1 plan<");
});
