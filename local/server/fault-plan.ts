import * as z from 'zod'
import { FAULTS, isOffered, type FaultName, type Plan } from '../../emulator/src/faults'
import { HttpError } from '../../emulator/src/base/http'

const fault = z.enum([...new Set(Object.values(FAULTS).flat())] as [FaultName, ...FaultName[]])

const plan = z.strictObject({
  faults: z
    .array(
      z
        .strictObject({ at: z.string().max(200), k: z.number().int().min(1), fault })
        .refine(({ at, fault }) => isOffered(at, fault), '这里不会出这种故障'),
    )
    .max(1000)
    .optional(),
  random: z
    .strictObject({ seed: z.number(), rate: z.number().min(0).max(1), among: z.array(fault).optional() })
    .optional(),
})

/** The plan that came over HTTP. @throws HttpError 400 */
export function planOf(body: unknown): Plan {
  const parsed = plan.safeParse(body)
  if (parsed.success) return parsed.data
  throw new HttpError(400, `故障计划不对：${z.prettifyError(parsed.error)}`)
}
