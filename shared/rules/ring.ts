import type { BindingTerms } from './binding'

/**
 * Who stands above whom, and whether somebody stands above oneself. A ring of distributors, of any length, would pay
 * each of them on the own purchases. A visit that would close one is refused. Visits that close one together, each of
 * them innocent by what it read, are found out right after they are written: whoever has bound looks once more, and
 * one binding of the ring goes. Of a ring of bindings everybody who looks finds the same one.
 */

/** What stands directly above a person. */
export interface Above {
  /** The valid binding as somebody's customer. */
  binding?: Pick<BindingTerms, 'distributorId' | 'boundAt'> | null
  /** The distributors that were fixed above this one when becoming a distributor, nearest first. */
  uplines?: readonly string[]
}

/** People by id; who is missing has nobody above. */
export type People = ReadonlyMap<string, Above>

export interface Ring {
  /** From the one who asked, each followed by the one above. */
  members: string[]
  /**
   * Whose binding goes: of the bindings that alone hold the ring together the latest, among equals that of the
   * greater id. Absent when none does: what is fixed cannot be undone here.
   */
  goes?: string
}

const directlyAbove = (people: People, id: string): string[] => {
  const { binding, uplines = [] } = people.get(id) ?? {}
  return [...(binding ? [binding.distributorId] : []), ...uplines]
}

/** From whom each one above was reached, nearest first. */
function walkUp(people: People, from: string): Map<string, string> {
  const below = new Map<string, string>()
  const open = [from]
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    for (const above of directlyAbove(people, id)) {
      if (below.has(above)) continue
      below.set(above, id)
      open.push(above)
    }
  }
  return below
}

/** Everybody above a person at any depth, nearest first; with the person when there is a ring. */
export function everybodyAbove(people: People, id: string): string[] {
  return [...walkUp(people, id).keys()]
}

/** The shortest ring that a person stands in, or null. */
export function ringOf(people: People, id: string): Ring | null {
  const below = walkUp(people, id)
  if (!below.has(id)) return null
  const members: string[] = []
  let at = id
  do {
    at = below.get(at) ?? id
    members.unshift(at)
  } while (at !== id)
  const goes = members
    .filter((member, i) => isHeldByBinding(people.get(member), members[i + 1] ?? id))
    .sort((a, b) => boundAtOf(people, b) - boundAtOf(people, a) || (a < b ? 1 : -1))[0]
  return goes === undefined ? { members } : { members, goes }
}

const boundAtOf = (people: People, id: string) => people.get(id)?.binding?.boundAt ?? 0

/** Whether the one above is there by the binding alone. */
const isHeldByBinding = ({ binding, uplines = [] }: Above = {}, above: string): boolean =>
  binding?.distributorId === above && !uplines.includes(above)
