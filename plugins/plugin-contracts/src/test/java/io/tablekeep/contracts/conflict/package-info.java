@org.jspecify.annotations.NullMarked
package io.tablekeep.contracts.conflict;
