/** Where the picture of goods lies on our own server. Null for goods without one. */
export function pictureAddress(image: string | null): string | null {
  return image === null ? null : `/pictures/${image.split('/').map(encodeURIComponent).join('/')}`;
}
