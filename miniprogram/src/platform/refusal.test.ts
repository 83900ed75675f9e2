import { refusalOf } from './refusal'

test.each([
  [{ errMsg: 'chooseAddress:fail cancel' }, 'cancelled'],
  [{ errMsg: 'saveImageToPhotosAlbum:fail auth deny' }, 'denied'],
  [{ errMsg: 'saveImageToPhotosAlbum:fail:auth denied' }, 'denied'],
  [{ errMsg: 'chooseAddress:fail privacy permission is not authorized', errno: 104 }, 'unagreed'],
  [{ errMsg: 'chooseAddress:fail privacy permission is not authorized' }, 'unagreed'],
  [
    { errMsg: 'setClipboardData:fail api scope is not declared in the privacy agreement', errno: 112 },
    'undeclared',
  ],
  [{ errMsg: 'setClipboardData:fail api scope is not declared in the privacy agreement' }, 'undeclared'],
  [
    {
      errMsg:
        'chooseAddress:fail the api need to be declared in the requiredPrivateInfos field in app.json/ext.json',
    },
    'undeclared',
  ],
  [{ errMsg: 'saveImageToPhotosAlbum:fail file not found' }, 'failed'],
  [new Error('something else'), 'failed'],
  [undefined, 'failed'],
])('%j is %s', (error, refusal) => expect(refusalOf(error)).toBe(refusal))
