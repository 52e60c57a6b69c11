/** The mark of the app's icon beside its name. */
export function Wordmark(props: { readonly place?: string }) {
  return (
    <p className="flex items-center gap-3 text-lg">
      <svg aria-hidden="true" viewBox="0 0 512 512" className="size-9 shrink-0">
        <rect width="512" height="512" rx="116" fill="#0c4434" />
        <path
          d="M366 138H202a50 50 0 0 0-50 50v136a50 50 0 0 0 50 50h164"
          fill="none"
          stroke="#faf8f4"
          strokeWidth="44"
          strokeLinecap="round"
        />
        <path d="M196 268c34-46 84-58 150-52-6 66-62 116-150 52Z" fill="#8fdcbd" />
      </svg>
      <span className="font-medium">Evertill</span>
      {props.place ? <span className="border-s border-line ps-3 text-ink-faint">{props.place}</span> : null}
    </p>
  );
}
