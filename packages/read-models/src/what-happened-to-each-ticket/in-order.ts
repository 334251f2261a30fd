interface OfTicket {
  readonly serviceTicketId: string
}

/** In order of time; at the same time by ticket, and within one as they stand. */
export const inOrder =
  <Row extends OfTicket>(instantOf: (row: Row) => number) =>
  (left: Row, right: Row): number =>
    instantOf(left) - instantOf(right) ||
    (left.serviceTicketId === right.serviceTicketId ? 0 : left.serviceTicketId < right.serviceTicketId ? -1 : 1)
