// Apart from the bench's types: those of tfjs change what a canvas is everywhere.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';

const [P, H, K] = [196, 16, 10];

/** @type {import('./tfjs-digits.d.mts').trainInTfjs} */
export async function trainInTfjs({ inputs, labels, order, theta, batch, lr }, steps) {
  await tf.setBackend('cpu');
  const rows = labels.length;
  const x = tf.tensor2d(Float32Array.from(inputs), [rows, P]);
  const y = tf.cast(tf.oneHot(tf.tensor1d(Int32Array.from(labels), 'int32'), K), 'float32');
  const parts = [
    [P, H],
    [1, H],
    [H, K],
    [1, K],
  ];
  let at = 0;
  const variables = parts.map(([height, width]) => {
    const own = theta.subarray(at, at + height * width);
    at += own.length;
    return tf.variable(tf.tensor2d(Float32Array.from(own), [height, width]));
  });
  const [w1, b1, w2, b2] = variables;
  const loss = (of, labelled) => {
    const hidden = tf.relu(tf.add(tf.matMul(of, w1), b1));
    const outputs = tf.add(tf.matMul(hidden, w2), b2);
    return tf.losses.softmaxCrossEntropy(labelled, outputs);
  };
  const adam = tf.train.adam(lr, 0.9, 0.999, 1e-8);
  const before = performance.now();
  for (let k = 0; k < steps; k++) {
    tf.tidy(() => {
      const own = tf.tensor1d(order.slice(k * batch, (k + 1) * batch), 'int32');
      const [some, labelled] = [tf.gather(x, own), tf.gather(y, own)];
      adam.minimize(() => loss(some, labelled), false, variables);
    });
  }
  const time = performance.now() - before;
  const end = tf.tidy(() => loss(x, y).dataSync()[0] ?? Number.NaN);
  tf.disposeVariables();
  adam.dispose();
  tf.dispose([x, y]);
  return [time, end];
}
