import * as t from 'io-ts'

/** By which way a customer and the desk reach each other. */
export const Channel = t.keyof(
  {
    email: null,
    phone: null,
    chat: null,
    bot: null,
    store: null,
    app: null,
    social: null,
    forum: null,
    web: null,
    device: null,
  },
  'Channel',
)
export type Channel = t.TypeOf<typeof Channel>
