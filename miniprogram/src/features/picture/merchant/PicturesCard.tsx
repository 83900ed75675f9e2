import { PICTURES } from '@shared/contract/catalog/limits'
import { Card, Field, PictureInput, type PictureInputProps } from '@/ui'
import { usePictures } from './hooks'

export interface PicturesCardProps extends Pick<
  PictureInputProps<{ address: string }>,
  'value' | 'onChange' | 'onPending' | 'disabled'
> {
  error: string | undefined
}

/** The pictures of a product: the first one is on its card. */
export function PicturesCard({ error, ...input }: PicturesCardProps) {
  const { choose, upload } = usePictures()
  const count = `${input.value.length}/${PICTURES.most}`
  return (
    <Card title="图片" extra={input.disabled ? count : `${count} · 点图可换主图、删除`} padding="snug">
      <Field {...(error === undefined ? {} : { error })}>
        <PictureInput {...input} most={PICTURES.most} choose={choose} upload={upload} />
      </Field>
    </Card>
  )
}
