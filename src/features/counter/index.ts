/** The shared ground of all counter screens: context, views, commands and words that several of them use. */

export { AmountEntry } from './amount-entry.tsx';
export {
  useChannelOrder,
  useExceptions,
  useOnlineCart,
  useOrderCounts,
  useOrderQueue,
  useViewsState,
} from './channel-views.ts';
export { useClient, useClientBook, useFoundClients, useOrdersOf, useSalesTo } from './clients.ts';
export { type CompletedSale, completeSale, type SaleRefusal } from './complete-sale.ts';
export { type Counter, CounterProvider, type Place, useCounter } from './counter.tsx';
export { placeOfClientCode, placeOfWork } from './find-work.ts';
export { HeaderSlot, HeaderSlotOutlet, HeaderSlotProvider } from './header-slot.tsx';
export { type Names, useNames } from './names.ts';
export {
  askForCart,
  planTakeOver,
  releaseCart,
  type TakeOverPlan,
  takeNewest,
  takeOverCart,
  useVersionTaken,
} from './online-carts.ts';
export { openShift, shiftEvents } from './open-shift.ts';
export { type ParkRefusal, resumeCart, suspendCart } from './parked.ts';
export { Picture } from './picture.tsx';
export { ReasonChips } from './reason-chips.tsx';
export { reasonTitle } from './reasons.ts';
export { ReceiptPaper } from './receipt-paper.tsx';
export { printReceipt, receiptFor } from './receipts.tsx';
export { type CounterRefusal, isJournalRefusal, wordsForRefusal } from './refusal-words.ts';
export {
  changeCart,
  lookUpCode,
  quantitiesByVariant,
  type RingOutcome,
  type RingRefusal,
  ringCode,
  ringFound,
  takeRow,
} from './ring.ts';
export { FloatEntry, useShiftOpening } from './shift-opening.tsx';
export { shortCode } from './short-code.ts';
export { tillWords } from './till-words.ts';
export { countedTitles } from './titles.ts';
export { type Shortcuts, useShortcuts } from './use-keys.ts';
export { useNow } from './use-now.ts';
export { useOneAtATime } from './use-one-at-a-time.ts';
export { useScan } from './use-scan.ts';
export {
  useAssociates,
  useCategories,
  useJournalSnapshot,
  useOfCart,
  useOpenCart,
  useSettled,
  useShelfState,
} from './views.ts';
export { counterWords } from './words.ts';
