/** A pack's whole look, inside it: it is opened without us. Neither quotes nor angle brackets, so that React leaves it as it is. */
export const packStyle = `
@page { margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1060px; padding: 16px; background: #fff; color: #000; font: 14px/1.4 system-ui, sans-serif; color-scheme: light; }
h1 { margin: 0; font-size: 24px; line-height: 1.2; }
h2 { margin: 0; font-size: 19px; line-height: 1.25; }
h3 { margin: 16px 0 4px; font-size: 15px; }
p { margin: 4px 0; }
.top { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: baseline; justify-content: space-between; }
.stands { margin: 12px 0; padding: 10px 14px; border: 2px solid #000; font-weight: 600; }
nav { margin: 12px 0; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0; padding: 0; list-style: none; }
nav a { display: inline-block; padding: 4px 0; color: #0b4a5c; }
section { margin-top: 28px; }
section header { display: flex; flex-wrap: wrap; gap: 4px 24px; align-items: baseline; justify-content: space-between; padding-bottom: 6px; border-bottom: 2px solid #000; }
.wide { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 6px 10px 6px 0; border-bottom: 1px solid #777; text-align: start; vertical-align: top; }
th { font-size: 12px; }
.time, .nowrap { white-space: nowrap; font-variant-numeric: tabular-nums; }
.box { display: inline-block; width: 16px; height: 16px; border: 1.5px solid #000; }
.small { display: block; font-size: 12px; }
.gone .name { text-decoration: line-through; }
.pen { width: 16%; min-width: 80px; }
footer { margin-top: 6px; font-size: 12px; }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  nav { display: none; }
  section { break-before: page; margin: 0; }
  section.first { break-before: auto; margin-top: 6mm; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  .wide { overflow: visible; }
  td, th { padding: 1.6mm 2.5mm 1.6mm 0; }
}
`;
