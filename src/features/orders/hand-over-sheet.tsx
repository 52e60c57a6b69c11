/** Whether it is the right person: by the code, which is checked here without a network, or by an associate's word. */
import { BadgeCheck } from 'lucide-react';
import { useState } from 'react';
import { readClientCode } from '../../protocol/channel/hand-over-code.ts';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import { Banner, Button, SegmentedControl, Sheet, TextField, useLandscape, useWords } from '../../ui/index.ts';
import { useJournalSnapshot } from '../counter/index.ts';
import { isCodeOf, type Proof } from './parcel-work.ts';
import { useContact } from './use-contact.ts';
import { piecesOf } from './use-gathering.ts';
import { ordersWords } from './words.ts';

const PROOFS = ['code', 'known', 'identity-document'] as const satisfies readonly Proof[];

interface HandOverSheetProps {
  readonly order: ChannelOrderDocument;
  readonly isOpen: boolean;
  readonly isWorking: boolean;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly onClose: () => void;
  readonly onHandOver: (proof: Proof) => Promise<void>;
}

export function HandOverSheet(props: HandOverSheetProps) {
  const { order, typed, onTyped } = props;
  const t = useWords(ordersWords);
  const isLandscape = useLandscape();
  const { isWriter } = useJournalSnapshot();
  const contact = useContact(order.contact);
  const [proof, setProof] = useState<Proof>('code');
  const isRight = isCodeOf(order, typed);
  const isWrong = !isRight && readClientCode(typed).ok;
  const may = isWriter && !props.isWorking && (proof !== 'code' || isRight);
  const handOver = () => {
    if (may) void props.onHandOver(proof);
  };
  return (
    <Sheet
      title={t('handOverTitle', { number: order.number })}
      isOpen={props.isOpen}
      onClose={props.onClose}
      side={isLandscape ? 'end' : 'bottom'}
      footer={
        <Button variant="primary" size="xl" isDisabled={!may} onPress={handOver} className="w-full">
          {t('handOverNow', { count: countOf(order) })}
        </Button>
      }
    >
      <div className="flex flex-col gap-6">
        {contact?.kind === 'named' ? <p className="text-xl font-medium">{contact.contact.name}</p> : null}
        <SegmentedControl
          label={t('proof')}
          showsLabel
          isWide
          items={PROOFS.map((id) => ({ id, label: t(`proof.${id}`) }))}
          selected={proof}
          onSelect={setProof}
        />
        {proof === 'code' ? (
          <>
            <TextField
              label={t('code')}
              description={t('codeHint')}
              value={typed}
              onChange={onTyped}
              error={isWrong ? t('codeWrong') : null}
              maxLength={CODE_LENGTH_MAX}
              autoComplete="off"
              size="lg"
              autoFocus
              onEnter={handOver}
            />
            {isRight ? <Banner tone="good" icon={<BadgeCheck aria-hidden />} title={t('codeRight')} /> : null}
          </>
        ) : (
          <p className="text-lg text-ink-soft">{t(proof === 'known' ? 'knownText' : 'documentText')}</p>
        )}
      </div>
    </Sheet>
  );
}

/** With blanks and dashes between its characters. */
const CODE_LENGTH_MAX = 20;

export const countOf = (order: ChannelOrderDocument) => order.lines.reduce((sum, line) => sum + piecesOf(line), 0);
