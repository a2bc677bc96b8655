@org.jspecify.annotations.NullMarked
package io.tablekeep.sdk.baseline;
