// A photo as small as it may be and still be read: phones take pictures ten times that size.
const LONGEST_EDGE = 1920;
const QUALITY = 0.85;

/** Give a smaller picture; the same file if it is small or the browser cannot read it. */
export async function smaller(file: File): Promise<File> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture || Math.max(picture.width, picture.height) <= LONGEST_EDGE) return file;
  const scale = LONGEST_EDGE / Math.max(picture.width, picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  return blob ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: blob.type }) : file;
}
