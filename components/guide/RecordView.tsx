import type { DnsRecord } from '../../lib/guide/dns-record.ts';
import { say } from '../../lib/locales/say.ts';
import { Copyable } from './Copyable.tsx';

/** A TXT record in the two forms in which people enter it: as a line of a zone file, and field by field. */
export function RecordView(props: { record: DnsRecord; onCopyText: (text: string) => Promise<void> }) {
  const { record, onCopyText } = props;
  const fields = [
    ...(record.zone === null
      ? []
      : ([
          ['guide.record.zone', record.zone],
          ['guide.record.name', record.nameInZone],
        ] as const)),
    ['guide.record.nameFull', record.ownerName],
    ['guide.record.type', record.type],
    ['guide.record.value', record.value],
  ] as const;
  return (
    <div class="record" data-record={record.ownerName}>
      <h4>{say('guide.record.panel')}</h4>
      <dl>
        {fields.map(([key, text]) => (
          <div key={key}>
            <dt>{say(key)}</dt>
            <dd>
              <Copyable isLine what={say(key)} text={text} onCopyText={onCopyText} />
            </dd>
          </div>
        ))}
      </dl>
      <h4>{say('guide.record.zoneLine')}</h4>
      <Copyable
        what={say('guide.record.zoneLine')}
        text={record.zoneLine}
        onCopyText={(line) => onCopyText(`${line}\n`)}
      />
    </div>
  );
}
