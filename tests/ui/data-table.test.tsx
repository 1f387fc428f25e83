import { renderToString } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { DataTable } from "~/ui/data-table";
import type { Column } from "~/ui/data-table";
import { attribute, brokenIds, links, tags } from "./markup";

interface Course {
  id: number;
  patient: string;
  gapDays: number;
}

const courses: Course[] = [
  { id: 7, patient: "Ruth Abernath", gapDays: 36 },
  { id: 9, patient: "<b>Dmitri</b>", gapDays: 33 },
];
const columns: Column<Course>[] = [
  { id: "patient", header: "Patient", sortable: true, cell: (row) => row.patient },
  { id: "gap", header: "Gap", sortable: true, numeric: true, cell: (row) => row.gapDays },
  { id: "act", header: "Action", quietHeader: true, cell: () => <button>Book</button> },
];
const selection = {
  name: "plan",
  form: "bulk",
  rowName: (row: Course) => row.patient,
  noun: ["plan", "plans"] as const,
  actions: () => <button form="bulk">Book</button>,
};
const whole = {
  caption: "Plans",
  columns,
  rows: courses,
  rowId: (row: Course) => String(row.id),
  rowHref: (row: Course) => `/plans/${row.id}`,
  sort: { column: "gap", direction: "descending" } as const,
  sortHref: (column: string) => `?sort=${column}`,
};

describe("a table from the server", () => {
  test("says which one column sorts it, and which way", () => {
    const heads = tags(<DataTable {...whole} />).filter((tag) => tag.name === "th");
    expect(heads.map((head) => attribute(head, "aria-sort"))).toEqual([undefined, "descending", undefined]);
    const upwards = tags(<DataTable {...whole} sort={{ column: "patient", direction: "ascending" }} />);
    expect(upwards.flatMap((tag) => attribute(tag, "aria-sort") ?? [])).toEqual(["ascending"]);
  });

  test("sorts through links, on the columns that sort", () => {
    expect(links(<DataTable {...whole} />)).toEqual(["?sort=patient", "?sort=gap", "/plans/7", "/plans/9"]);
  });

  test("keeps the rows' given order", () => {
    const html = renderToString(<DataTable {...whole} sort={{ column: "gap", direction: "ascending" }} />);
    expect(html.indexOf("Ruth")).toBeLessThan(html.indexOf("Dmitri"));
  });

  test("leaves out hidden columns, head and cells", () => {
    const html = renderToString(<DataTable {...whole} hidden={["gap"]} />);
    expect(html).not.toContain("Gap");
    expect(html).not.toContain("36");
    expect(html.match(/<td/g)).toHaveLength(4);
  });

  test("shows a hostile name as a name", () => {
    expect(renderToString(<DataTable {...whole} />)).toContain("&lt;b&gt;Dmitri&lt;/b&gt;");
  });

  test("sends chosen rows through a form, each box named after its row", () => {
    const all = tags(<DataTable {...whole} selection={selection} />);
    const boxes = all.filter((tag) => attribute(tag, "type") === "checkbox");
    expect(
      boxes.map((box) => [attribute(box, "name"), attribute(box, "value"), attribute(box, "form")]),
    ).toEqual([
      ["plan", "7", "bulk"],
      ["plan", "9", "bulk"],
    ]);
    expect(attribute(boxes[0], "aria-label")).toBe("Select Ruth Abernath");
    expect(brokenIds(<DataTable {...whole} selection={selection} />)).toEqual([]);
  });

  test("gives a phone its cards beside the table", () => {
    const html = renderToString(<DataTable {...whole} card={(row) => <p>card of {row.id}</p>} />);
    expect(html.match(/card of/g)).toHaveLength(2);
    expect(html).toContain("<table");
  });

  test("says what is next when there is nothing", () => {
    const html = renderToString(<DataTable {...whole} rows={[]} empty={<p>No plans yet</p>} />);
    expect(html).toBe("<p>No plans yet</p>");
  });
});
