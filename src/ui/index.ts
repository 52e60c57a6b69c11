/**
 * The door of the design system. Screens take their controls from here and their looks from the roles
 * of `tokens.css`: grounds `bg-paper bg-card bg-raised bg-well`, ink `text-ink text-ink-soft
 * text-ink-faint`, parting lines `border-line`, edges of controls `border-edge`, accent `bg-accent
 * text-on-accent text-accent-ink bg-accent-wash`, status `text-good bg-good-wash` (also `watch`, `act`),
 * type `text-base text-lg text-xl text-2xl … text-5xl` with `font-medium` as the only second weight,
 * figures `tabular` (counts) and `figures` (amounts), wide screens `landscape:`.
 */
export { announce, LiveRegion } from './announce.tsx';
export {
  Button,
  type ButtonProps,
  type ButtonSize,
  type ButtonVariant,
  IconButton,
  type IconButtonProps,
} from './button.tsx';
export { type Choice, type ChoiceProps, SegmentedControl, Select, Switch, type SwitchProps } from './choices.tsx';
export { cx } from './class-names.ts';
export { ControlsSpeak } from './controls-speak.tsx';
export { type DigitKeys, useDigitKeys } from './digit-keys.ts';
export { type InputMode, SearchField, type SearchFieldProps, TextField, type TextFieldProps } from './fields.tsx';
export { formatBytes, formatCount, formatMoney, formatPercent, formatTime, type TimeStyle } from './format.ts';
export { hueOf, hueStyle } from './hue.ts';
export {
  type Catalogue,
  defineWords,
  type RoomWords,
  setLanguage,
  type Translate,
  useLanguage,
  useWords,
  type WordValues,
  wordsOf,
} from './i18n.ts';
export {
  catchInstallOffer,
  type InstallFacts,
  installFacts,
  type Platform,
} from './install.ts';
export { InstallSteps } from './install-steps.tsx';
export { LanguageChoice } from './language-choice.tsx';
export { LANGUAGE_NAMES } from './language-names.ts';
export { followLayout, useLandscape, useLowScreen } from './layout.ts';
export { type Watched, watched } from './listeners.ts';
export { markOf } from './mark-of.ts';
export { MarkedPicture } from './marked-picture.tsx';
export { MoneyProvider, type MoneySize, MoneyText, type MoneyTone, useMoney } from './money.tsx';
export { NumberPad, type NumberPadProps } from './number-pad.tsx';
export { Dialog, type DialogProps, Sheet, type SheetProps } from './overlays.tsx';
export {
  AUTO_LOCK_MINUTES,
  type Preferences,
  preferences,
  setPreference,
  subscribePreferences,
  THEMES,
  type Theme,
  usePreferences,
} from './preferences.ts';
export { IconArea, PressArea, type PressAreaProps } from './press-area.tsx';
export { QrCode } from './qr-code.tsx';
export {
  Banner,
  type BannerProps,
  Pill,
  type PillProps,
  ProgressBar,
  type ProgressBarProps,
  Spinner,
  type Tone,
} from './status.tsx';
export {
  Avatar,
  EmptyState,
  type EmptyStateProps,
  List,
  ListRow,
  type ListRowProps,
  Tile,
  type TileProps,
} from './surfaces.tsx';
export { followPreferences } from './theme.ts';
export { TileGrid } from './tile-grid.tsx';
export { showToast, type Toast, ToastRegion } from './toast.tsx';
export {
  type AmountKey,
  NO_AMOUNT,
  type PadDigit,
  proposedAmount,
  type TypedAmount,
  typeAmount,
  typeOdd,
} from './type-amount.ts';
export { type Size, useSize } from './use-size.ts';
export { useWatched } from './use-watched.ts';
