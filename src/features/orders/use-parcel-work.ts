/** One piece of work on a parcel at a time, and none twice: until the screen shows what was done, nothing else is begun. */
import { useState } from 'react';
import type { ChannelOrderDocument } from '../../protocol/sync/channel-documents.ts';
import { showToast, useWords } from '../../ui/index.ts';
import { counterWords, useCounter, useOneAtATime, wordsForRefusal } from '../counter/index.ts';
import { type ParcelWork, workOn } from './parcel-work.ts';

export function useParcelWork(order: ChannelOrderDocument) {
  const shared = useWords(counterWords);
  const counter = useCounter();
  const once = useOneAtATime();
  /** The order as it was shown when the last work on it was written. */
  const [workedOn, setWorkedOn] = useState<ChannelOrderDocument | null>(null);
  const isWorking = workedOn === order;
  /** False where it was not written, or something else is being written. */
  const work = (what: ParcelWork) =>
    new Promise<boolean>((resolve) => {
      if (isWorking) return resolve(false);
      once(async () => {
        const done = await workOn(counter, order, what);
        if (done.ok) setWorkedOn(order);
        else showToast({ message: wordsForRefusal(done.refusal, shared), tone: 'act' });
        resolve(done.ok);
      });
    });
  return { work, isWorking };
}
