import type { Column, Row, Sign } from '../lib/report/blocks.ts';
import { Mark } from './Mark.tsx';
import { Sentence } from './Sentence.tsx';

export interface BlockTableProps {
  /** Its class; the heading of its section has it as id. */
  readonly name: string | undefined;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/**
 * A table that never has to be scrolled sideways: where the page is narrow, report.css shows the rows as blocks, with the name of its column in each cell.
 * What is shown as a block is no table to some screen readers, so the roles are said.
 */
export function BlockTable({ name, columns, rows }: BlockTableProps) {
  return (
    <table role="table" class={name} aria-labelledby={name}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ title }) => (
            <th key={title} role="columnheader" scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row, index) => (
          <tr key={index} role="row" class={row.class}>
            {columns.map((column, at) => (
              <Cell key={column.title} column={column} cell={row.cells[at] ?? ''} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ column: { title, role }, cell }: { column: Column; cell: Row['cells'][number] }) {
  const text = <Marked {...(typeof cell === 'string' ? { text: cell } : cell)} />;
  if (role === 'head')
    return (
      <th role="rowheader" scope="row">
        {text}
      </th>
    );
  return (
    <td role="cell" class={role} data-column={title}>
      <div>{text}</div>
    </td>
  );
}

/** A sentence that may have a sign before it. */
export function Marked({ text, sign }: { text: string; sign?: Sign }) {
  return (
    <>
      {sign && <Mark sign={sign} />}
      {sign && ' '}
      <Sentence text={text} />
    </>
  );
}
