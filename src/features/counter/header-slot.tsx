/** A place in the app's header that the present screen may fill: the sell screen puts its search there. */
import { createContext, type ReactNode, useContext, useState } from 'react';
import { createPortal } from 'react-dom';

const HeaderSlotContext = createContext<{
  place: HTMLElement | null;
  setPlace: (place: HTMLElement | null) => void;
} | null>(null);

export function HeaderSlotProvider({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  return <HeaderSlotContext.Provider value={{ place, setPlace }}>{children}</HeaderSlotContext.Provider>;
}

/** Where the header shows what the screen put there. */
export function HeaderSlotOutlet({ className }: { className?: string }) {
  const slot = useContext(HeaderSlotContext);
  return <div ref={slot?.setPlace} className={className} />;
}

/** Puts its children into the header; without a header they stay where they are. */
export function HeaderSlot({ children }: { children: ReactNode }) {
  const slot = useContext(HeaderSlotContext);
  if (slot === null) return <div className="p-3">{children}</div>;
  return slot.place ? createPortal(children, slot.place) : null;
}
