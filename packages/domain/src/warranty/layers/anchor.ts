import * as t from 'io-ts'

/** What the days of layers are counted from, once it is known. Without it a layer stays pending. */
export const KnownAnchor = t.keyof(
  { delivery: null, installation: null, purchase: null, registration: null, 'service-completed': null },
  'KnownAnchor',
)
export type KnownAnchor = t.TypeOf<typeof KnownAnchor>
