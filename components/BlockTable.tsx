import type { Bar, Cell, Column, Row, Sign } from '../lib/report/blocks.ts';
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
        {rows.map((row, index) =>
          row.isGroup ? (
            <tr key={index} role="row" class="group">
              <th role="rowheader" scope="rowgroup" colSpan={columns.length}>
                <CellText cell={row.cells[0] ?? ''} />
              </th>
            </tr>
          ) : (
            <tr key={index} role="row" class={row.class}>
              {columns.map((column, at) => (
                <CellView key={column.title} column={column} cell={row.cells[at] ?? ''} />
              ))}
            </tr>
          ),
        )}
      </tbody>
    </table>
  );
}

function CellView({ column: { title, role }, cell }: { column: Column; cell: string | Cell }) {
  if (role === 'head')
    return (
      <th role="rowheader" scope="row">
        <CellText cell={cell} />
      </th>
    );
  return (
    <td role="cell" class={role} data-column={title}>
      <div>
        <CellText cell={cell} />
      </div>
    </td>
  );
}

function CellText({ cell }: { cell: string | Cell }) {
  if (typeof cell === 'string') return <Sentence text={cell} />;
  const { text, sign, faults = [], bar, place } = cell;
  const marked = <Marked text={text} {...(sign && { sign })} />;
  return (
    <>
      {bar && <BarView {...bar} />}
      {place === undefined ? marked : <a href={`#${place}`}>{marked}</a>}
      {faults.map((fault) => (
        <small key={fault} class="no">
          <Sentence text={fault} />
        </small>
      ))}
    </>
  );
}

/** Decorative: the text beside it has the numbers. */
function BarView({ from, width }: Bar) {
  return (
    <span class="track" aria-hidden="true">
      <span class="bar" style={{ insetInlineStart: `${from}%`, width: `${width}%` }} />
    </span>
  );
}

/** A sentence that may have a sign before it. */
export function Marked({ text, sign }: { text: string; sign?: Sign }) {
  if (!sign) return <Sentence text={text} />;
  return (
    <span class={`marked ${sign}`}>
      <Mark sign={sign} /> <Sentence text={text} />
    </span>
  );
}
