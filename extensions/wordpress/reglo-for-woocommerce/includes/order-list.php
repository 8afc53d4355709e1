<?php
/**
 * The list of orders: a column and a filter, for orders kept in tables of their own or as posts.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const FILTER_PARAM = 'reglo_link';

function offer_order_list(): void {
	add_filter( 'woocommerce_shop_order_list_table_columns', __NAMESPACE__ . '\add_column', 20 );
	add_filter( 'manage_edit-shop_order_columns', __NAMESPACE__ . '\add_column', 20 );
	add_action( 'woocommerce_shop_order_list_table_custom_column', __NAMESPACE__ . '\show_column', 10, 2 );
	add_action( 'manage_shop_order_posts_custom_column', __NAMESPACE__ . '\show_column', 10, 2 );
	add_action( 'woocommerce_order_list_table_restrict_manage_orders', __NAMESPACE__ . '\show_filter', 20, 2 );
	add_action( 'restrict_manage_posts', __NAMESPACE__ . '\show_filter', 20, 2 );
	add_filter( 'woocommerce_order_list_table_prepare_items_query_args', __NAMESPACE__ . '\mark_query' );
	add_filter( 'woocommerce_orders_table_query_clauses', __NAMESPACE__ . '\filter_tables', 10, 3 );
	add_filter( 'posts_clauses', __NAMESPACE__ . '\filter_posts', 10, 2 );
}

/** @param mixed $columns */
function add_column( $columns ) {
	$columns = (array) $columns;
	if ( ! is_connected() ) {
		return $columns;
	}
	$with = array();
	foreach ( $columns as $name => $title ) {
		$with[ $name ] = $title;
		if ( $name === 'order_status' ) {
			$with['reglo'] = __( 'Payment link', 'reglo-for-woocommerce' );
		}
	}
	return $with + array( 'reglo' => __( 'Payment link', 'reglo-for-woocommerce' ) );
}

/**
 * @param mixed $column
 * @param mixed $order A WC_Order, or its id where orders are posts.
 */
function show_column( $column, $order ): void {
	if ( $column !== 'reglo' ) {
		return;
	}
	$link = find_link( $order instanceof \WC_Order ? $order->get_id() : (int) $order );
	if ( $link === null ) {
		echo '<span aria-hidden="true">–</span>';
		return;
	}
	printf( '<mark class="reglo-state reglo-state-%s"><span>%s</span></mark>', esc_attr( link_state( $link ) ), esc_html( link_state_words( $link ) ) );
	if ( is_undelivered( $link ) ) {
		printf( '<small class="reglo-undelivered" title="%s">%s</small>', esc_attr( message_words( $link ) ), esc_html__( 'E-mail not delivered', 'reglo-for-woocommerce' ) );
	}
}

/** @return array<string,string> */
function filter_choices(): array {
	return array(
		'open'    => __( 'Link waiting for payment', 'reglo-for-woocommerce' ),
		'late'    => __( 'Link late', 'reglo-for-woocommerce' ),
		'invoice' => __( 'Link on an invoice', 'reglo-for-woocommerce' ),
	);
}

function chosen_filter(): string {
	$chosen = isset( $_GET[ FILTER_PARAM ] ) ? sanitize_key( $_GET[ FILTER_PARAM ] ) : ''; // phpcs:ignore WordPress.Security.NonceVerification -- a filter of a list changes nothing.
	return isset( filter_choices()[ $chosen ] ) ? $chosen : '';
}

/**
 * @param mixed $order_type
 * @param mixed $which
 */
function show_filter( $order_type, $which = 'top' ): void {
	if ( $order_type !== 'shop_order' || $which === 'bottom' || ! is_connected() ) {
		return;
	}
	echo '<label class="screen-reader-text" for="reglo-filter">' . esc_html__( 'Filter by payment link', 'reglo-for-woocommerce' ) . '</label>';
	echo '<select name="' . esc_attr( FILTER_PARAM ) . '" id="reglo-filter"><option value="">' . esc_html__( 'All payment links', 'reglo-for-woocommerce' ) . '</option>';
	foreach ( filter_choices() as $choice => $words ) {
		printf( '<option value="%s"%s>%s</option>', esc_attr( $choice ), selected( chosen_filter(), $choice, false ), esc_html( $words ) );
	}
	echo '</select>';
}

/**
 * Marks the list's own query: the counts above it and everybody else's queries stay whole.
 *
 * @param mixed $args
 */
function mark_query( $args ) {
	if ( chosen_filter() !== '' ) {
		$args                  = (array) $args;
		$args['reglo_filter']  = chosen_filter();
	}
	return $args;
}

/**
 * @param mixed $clauses
 * @param mixed $query
 * @param mixed $args
 */
function filter_tables( $clauses, $query, $args ) {
	global $wpdb;
	if ( ! empty( $args['reglo_filter'] ) ) {
		$clauses['where'] .= filter_sql( (string) $args['reglo_filter'], "{$wpdb->prefix}wc_orders.id", "{$wpdb->prefix}wc_orders_meta", 'order_id' );
		if ( ! empty( $args['no_found_rows'] ) ) {
			count_for_list( (array) $args );
		}
	}
	return $clauses;
}

/**
 * The list takes its number of pages from a count of statuses when it sees no filter of its own (ListTable, since
 * WooCommerce 9): the next such count, which is that one, is answered with what the filter shows.
 */
function count_for_list( array $args ): void {
	$hook   = 'woocommerce_shop_order_list_table_order_count';
	$answer = static function () use ( &$answer, $args, $hook ) {
		remove_filter( $hook, $answer, 20 );
		$counted = wc_get_orders( array( 'limit' => 1, 'page' => 1, 'paginate' => true, 'return' => 'ids' ) + array_diff_key( $args, array( 'no_found_rows' => true ) ) );
		return (int) $counted->total;
	};
	add_filter( $hook, $answer, 20 );
}

/**
 * @param mixed $clauses
 * @param mixed $query
 */
function filter_posts( $clauses, $query ) {
	global $wpdb, $typenow;
	if ( is_admin() && $typenow === 'shop_order' && $query->is_main_query() && chosen_filter() !== '' ) {
		$clauses['where'] .= filter_sql( chosen_filter(), "$wpdb->posts.ID", $wpdb->postmeta, 'post_id' );
	}
	return $clauses;
}

/** Every part is ours: no word of the request gets into it. */
function filter_sql( string $choice, string $id_column, string $meta_table, string $meta_id ): string {
	$now   = time();
	$links = "SELECT order_id FROM " . links_table() . " WHERE status IN ('open', 'expired')";
	switch ( $choice ) {
		case 'open':
			return " AND $id_column IN ($links AND (expires_at = 0 OR expires_at > $now))";
		case 'late':
			return " AND $id_column IN ($links AND expires_at > 0 AND expires_at <= $now)";
		case 'invoice':
			// The number that "PDF Invoices & Packing Slips" keeps on an order once it has an invoice.
			return " AND $id_column IN (SELECT order_id FROM " . links_table() . ") AND $id_column IN (SELECT $meta_id FROM $meta_table WHERE meta_key = '_wcpdf_invoice_number')";
		default:
			return '';
	}
}
