import type * as t from 'io-ts'

/**
 * The predicate of a brand that every value of its base is of: `t.brand(Uuid, everyOne<Uuid, StaffIdBrand>, 'StaffId')`.
 * Such a brand tells apart by its type alone, and its base has been checked: the predicate has nothing left to refuse. Not
 * for a base that takes more than the brand means.
 */
export const everyOne = <Base, Brand>(_value: Base): _value is t.Branded<Base, Brand> => true
