import type { ComponentChildren } from 'preact';

export interface ReportTableProps {
  /** Its class; the heading of its section has it as id. */
  readonly name: string;
  readonly columns: readonly string[];
  /** Its rows, of `Row`, `RowHead` and `Cell`. */
  readonly children: ComponentChildren;
}

/**
 * A table that never has to be scrolled sideways: where the page is narrow, report.css shows the rows as blocks, with the name of its column in each cell.
 * What is shown as a block is no table to some screen readers, so the roles are said.
 */
export function ReportTable({ name, columns, children }: ReportTableProps) {
  return (
    <table role="table" class={name} aria-labelledby={name}>
      <thead role="rowgroup">
        <Row>
          {columns.map((column) => (
            <th key={column} role="columnheader" scope="col">
              {column}
            </th>
          ))}
        </Row>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

export function Row(props: { class?: string; children: ComponentChildren }) {
  return (
    <tr role="row" class={props.class}>
      {props.children}
    </tr>
  );
}

/** What names the row. */
export function RowHead({ children }: { children: ComponentChildren }) {
  return (
    <th role="rowheader" scope="row">
      {children}
    </th>
  );
}

export function Cell(props: { column: string; class?: string; children: ComponentChildren }) {
  return (
    <td role="cell" class={props.class} data-column={props.column}>
      <div>{props.children}</div>
    </td>
  );
}
