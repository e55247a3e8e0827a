/** The head of the lines of a drawing, of one size however thick the line. */
export const ArrowHead = ({ id }: { readonly id: string }) => (
  <defs>
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX="8"
      refY="4"
      markerUnits="userSpaceOnUse"
      markerWidth="11"
      markerHeight="11"
      orient="auto"
    >
      <path d="M0 0L8 4L0 8z" class="head" />
    </marker>
  </defs>
);
