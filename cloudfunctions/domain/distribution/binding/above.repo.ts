import type { Context } from '../../../platform/context'
import type { BindingDoc } from '../../people/member'

/** What stands above somebody: the own binding as a customer, and who was fixed above as a distributor. */
export interface Person {
  _id: string
  binding: BindingDoc | null
  uplines: string[]
}

/** These people (at most 1,000) with what stands above each of them: one round trip. */
export async function findPeople(ctx: Context, ids: readonly string[]): Promise<Person[]> {
  const { _ } = ctx.db
  type Row = Pick<Person, '_id' | 'binding'> & { distributors: { uplines: string[] }[] }
  const rows = await ctx.db.aggregate<Row>('members', (pipeline) =>
    pipeline
      .match({ _id: _.in([...ids]) })
      .project({ binding: 1 })
      .lookup({ from: 'distributors', localField: '_id', foreignField: '_id', as: 'distributors' })
      .project({ binding: 1, 'distributors.uplines': 1 })
      .limit(1_000),
  )
  return rows.map(({ _id, binding, distributors }) => ({
    _id,
    binding: binding ?? null,
    uplines: distributors[0]?.uplines ?? [],
  }))
}
